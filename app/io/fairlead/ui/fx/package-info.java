/**
 * The only door to the FX thread, and what every screen shares: texts, actions, FXML, themes.
 *
 * <p>Imports {@code model}. {@link io.fairlead.ui.fx.Door} may be used from any thread, the rest on
 * the FX thread.
 */
@NullMarked
package io.fairlead.ui.fx;

import org.jspecify.annotations.NullMarked;
