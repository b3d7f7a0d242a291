/**
 * The parts of a chart: geometry, ticks and decimation as plain values, and the layers that draw
 * them.
 *
 * <p>Imports {@code model}, {@code ui.fx} and JavaFX. The layers and the legend are touched on the
 * FX thread alone; the plain parts know no node and run anywhere.
 */
@NullMarked
package io.fairlead.ui.control.chart;

import org.jspecify.annotations.NullMarked;
