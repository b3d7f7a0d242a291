/**
 * The routes of the gateway (contract 1): management, invocation, logs, metrics.
 *
 * <p>Imports every other package of the embedded gateway but the samples. Each request runs on a
 * virtual thread of its own.
 */
@NullMarked
package io.fairlead.localgateway.api;

import org.jspecify.annotations.NullMarked;
