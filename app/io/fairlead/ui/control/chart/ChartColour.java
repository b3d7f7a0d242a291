package io.fairlead.ui.control.chart;

import java.util.List;

/**
 * The colours of a chart, each a styleable property that chart.css sets from the theme.
 *
 * <p>The eight of the palette were chosen by search: contrast of at least 3:1 on white and on
 * #1e1f22, and apart from each other also for eyes without red or green cones (at least 0.08 in
 * Oklab).
 */
public enum ChartColour {
  SERIES_1("-fl-chart-series-1", "#4863e2"),
  SERIES_2("-fl-chart-series-2", "#d57521"),
  SERIES_3("-fl-chart-series-3", "#32a66f"),
  SERIES_4("-fl-chart-series-4", "#b073b3"),
  SERIES_5("-fl-chart-series-5", "#758de5"),
  SERIES_6("-fl-chart-series-6", "#a26339"),
  SERIES_7("-fl-chart-series-7", "#a2547c"),
  SERIES_8("-fl-chart-series-8", "#7e5faf"),
  CODE_OK("-fl-chart-code-ok", "#0969da"),
  CODE_REDIRECT("-fl-chart-code-redirect", "#6e7781"),
  CODE_CLIENT_ERROR("-fl-chart-code-client-error", "#9a6700"),
  CODE_SERVER_ERROR("-fl-chart-code-server-error", "#cf222e"),
  GRID("-fl-chart-grid", "#d8dee4"),
  AXIS_TEXT("-fl-chart-axis-text", "#57606a"),
  DAY_TEXT("-fl-chart-day-text", "#24292f"),
  CROSSHAIR("-fl-chart-crosshair", "#6e7781"),
  SELECTION("-fl-chart-selection", "#0969da"),
  READOUT("-fl-chart-readout", "#ffffff"),
  READOUT_BORDER("-fl-chart-readout-border", "#d0d7de"),
  READOUT_TEXT("-fl-chart-readout-text", "#24292f"),
  READOUT_MUTED("-fl-chart-readout-muted", "#57606a"),
  BACKGROUND("-fl-chart-background", "#ffffff");

  /** What series without a role take in turn. */
  public static final List<ChartColour> PALETTE =
      List.of(SERIES_1, SERIES_2, SERIES_3, SERIES_4, SERIES_5, SERIES_6, SERIES_7, SERIES_8);

  private final String property;
  private final String fallback;

  ChartColour(String property, String fallback) {
    this.property = property;
    this.fallback = fallback;
  }

  /** The name of the CSS property. */
  public String property() {
    return property;
  }

  /** What holds until a style sheet says otherwise. */
  public String fallback() {
    return fallback;
  }
}
