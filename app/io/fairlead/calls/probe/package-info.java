/**
 * The load probe: many calls of one request at a constant arrival rate or by workers, with latency
 * counted from the intended start.
 *
 * <p>Imports {@code calls}, {@code openfaas}, {@code net}, {@code files} and {@code model}. Runs on
 * threads of its own that end with the run; its figures may be read from any thread.
 */
@NullMarked
package io.fairlead.calls.probe;

import org.jspecify.annotations.NullMarked;
