/**
 * Functions of the embedded gateway: what is deployed, its replicas and their capacity, its log.
 *
 * <p>Imports {@code openfaas.wire}. Runs on the virtual thread of the call; starting a replica has
 * a virtual thread of its own. Everything here may be used from any thread.
 */
@NullMarked
package io.fairlead.localgateway.function;

import org.jspecify.annotations.NullMarked;
