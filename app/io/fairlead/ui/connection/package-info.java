/**
 * The sheet that adds a gateway.
 *
 * <p>Imports {@code session}, {@code openfaas}, {@code ui.fx}. On the FX thread; the gateway is
 * tried on a thread of the sheet's scope.
 */
@NullMarked
package io.fairlead.ui.connection;

import org.jspecify.annotations.NullMarked;
