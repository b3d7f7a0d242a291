/**
 * The window: menu, toolbar, docked tool windows and editors, sheets, status line.
 *
 * <p>Imports the packages of all screens and the sessions; nothing in {@code ui} imports it. On the
 * FX thread.
 */
@NullMarked
package io.fairlead.ui.shell;

import org.jspecify.annotations.NullMarked;
