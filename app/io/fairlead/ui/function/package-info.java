/**
 * A function's editor: its head and its overview; call and logs come from their own packages.
 *
 * <p>Imports {@code session}, {@code metrics}, {@code ui.call}, {@code ui.logs}, {@code ui.fx} and
 * {@code ui.control}. On the FX thread.
 */
@NullMarked
package io.fairlead.ui.function;

import org.jspecify.annotations.NullMarked;
