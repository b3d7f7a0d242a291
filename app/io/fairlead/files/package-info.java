/**
 * Files that survive a crash: atomic writes, the data folder, owner-only permissions.
 *
 * <p>Imports {@code model}. Blocks; any thread but the FX thread.
 */
@NullMarked
package io.fairlead.files;

import org.jspecify.annotations.NullMarked;
