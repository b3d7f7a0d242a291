/**
 * The tree of gateways, namespaces and functions on the left.
 *
 * <p>Imports {@code session}, {@code ui.fx} and {@code ui.control}. On the FX thread; trees are
 * computed where snapshots arrive.
 */
@NullMarked
package io.fairlead.ui.explorer;

import org.jspecify.annotations.NullMarked;
