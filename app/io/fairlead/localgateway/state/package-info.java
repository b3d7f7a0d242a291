/**
 * What survives a restart, as JSON in the data folder: functions, namespaces, secrets, password.
 *
 * <p>Imports {@code files}, {@code function} (its saved form) and {@code openfaas.wire}. Blocks;
 * any thread.
 */
@NullMarked
package io.fairlead.localgateway.state;

import org.jspecify.annotations.NullMarked;
