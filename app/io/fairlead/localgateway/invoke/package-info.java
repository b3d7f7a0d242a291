/**
 * Calling functions: the way of one call from the gateway to a replica and back, the time-out, the
 * queue of asynchronous calls and their callbacks.
 *
 * <p>Imports {@code function} and {@code metrics}. A call runs on the virtual thread that brings
 * it; the queue has virtual threads of its own.
 */
@NullMarked
package io.fairlead.localgateway.invoke;

import org.jspecify.annotations.NullMarked;
