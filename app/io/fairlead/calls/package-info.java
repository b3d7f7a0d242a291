/**
 * Test calls: what is sent, how it is sent and timed, and what comes back, now or by callback.
 *
 * <p>Imports {@code openfaas}, {@code net}, {@code files} and {@code model}. What talks to a
 * gateway blocks, on virtual threads; the inbox may be used from any thread.
 */
@NullMarked
package io.fairlead.calls;

import org.jspecify.annotations.NullMarked;
