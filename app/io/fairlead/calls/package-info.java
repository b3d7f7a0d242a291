/**
 * A test call as a value, sent, timed and told apart by who produced its answer; the receiver of
 * asynchronous results; the book of remembered calls.
 *
 * <p>Imports {@code openfaas}, {@code net}, {@code files} and {@code model}. Sending blocks and
 * runs on a virtual thread that a {@link io.fairlead.net.Scope} owns.
 */
@NullMarked
package io.fairlead.calls;

import org.jspecify.annotations.NullMarked;
