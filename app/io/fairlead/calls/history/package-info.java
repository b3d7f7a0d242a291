/**
 * The history of calls: every call made from the window, on disk, bounded by size and age, without
 * credentials and cookies.
 *
 * <p>Imports {@code calls}, {@code openfaas}, {@code net}, {@code files} and {@code model}. Writing
 * and searching block; safe for use from any thread.
 */
@NullMarked
package io.fairlead.calls.history;

import org.jspecify.annotations.NullMarked;
