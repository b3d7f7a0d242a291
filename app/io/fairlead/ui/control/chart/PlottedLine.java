package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeSeries;

/**
 * One series of a chart with its look.
 *
 * @param shown whether the legend has it switched on
 */
public record PlottedLine(TimeSeries series, SeriesLook look, boolean shown) {}
