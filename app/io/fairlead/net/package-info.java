/**
 * One HTTP client per target, the scopes that own work in flight, and I/O errors as failures.
 *
 * <p>Imports {@code model}. Everything blocks; callers run it on virtual threads of a {@link
 * io.fairlead.net.Scope}.
 */
@NullMarked
package io.fairlead.net;

import org.jspecify.annotations.NullMarked;
