/**
 * Controls of our own that every screen may use: charts and sparklines.
 *
 * <p>Imports {@code model}, {@code ui.fx} and JavaFX. Everything here is touched on the FX thread
 * alone.
 */
@NullMarked
package io.fairlead.ui.control;

import org.jspecify.annotations.NullMarked;
