/**
 * A gateway's editor: what it is, how it does, and the table of its functions.
 *
 * <p>Imports {@code session}, {@code metrics}, {@code ui.fx} and {@code ui.control}. Rows are
 * computed where snapshots arrive; the rest is on the FX thread.
 */
@NullMarked
package io.fairlead.ui.gateway;

import org.jspecify.annotations.NullMarked;
