/**
 * The load probe's editor: what is sent and how hard, what is measured while it runs, over the same
 * function's own figures, and the results that were kept.
 *
 * <p>Imports {@code session}, {@code metrics}, {@code calls}, {@code ui.fx} and {@code ui.control}.
 * On the FX thread; figures are pulled and charts computed on threads of the editor's own.
 */
@NullMarked
package io.fairlead.ui.probe;

import org.jspecify.annotations.NullMarked;
