/**
 * Calls as files: {@code .http} files that other tools read too, their environments, what they
 * expect, and the folder that holds them.
 *
 * <p>Imports {@code calls}, {@code openfaas}, {@code net}, {@code files} and {@code model}. Reading
 * and writing block.
 */
@NullMarked
package io.fairlead.calls.file;

import org.jspecify.annotations.NullMarked;
