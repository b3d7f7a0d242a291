/**
 * The call editor: what to send to a function, and what came back.
 *
 * <p>Imports {@code session}, {@code calls}, {@code openfaas}, {@code net}, {@code model}, {@code
 * ui.fx} and {@code ui.control}. On the FX thread; calls are sent and answers prepared on threads
 * of the editor's scope.
 */
@NullMarked
package io.fairlead.ui.call;

import org.jspecify.annotations.NullMarked;
