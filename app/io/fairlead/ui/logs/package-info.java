/**
 * The log tab of a function's editor.
 *
 * <p>Imports {@code session}, {@code openfaas}, {@code ui.fx} and {@code ui.control}. On the FX
 * thread; lines are fetched on threads of the tab's scope.
 */
@NullMarked
package io.fairlead.ui.logs;

import org.jspecify.annotations.NullMarked;
