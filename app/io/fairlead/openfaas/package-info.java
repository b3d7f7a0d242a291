/**
 * A typed client for one gateway: what the REST contract promises and what real gateways do.
 *
 * <p>Imports {@code net} and {@code model}. Every method blocks and runs on a virtual thread that a
 * {@link io.fairlead.net.Scope} owns; none throws for what a gateway does.
 */
@NullMarked
package io.fairlead.openfaas;

import org.jspecify.annotations.NullMarked;
