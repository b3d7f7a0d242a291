package io.fairlead.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.ui.control.chart.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Draws the chart in each of its states, in light and dark, to {@code target/charts}. */
class ChartGalleryTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int POINTS = 720;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static Map<String, Consumer<TimeSeriesChart>> states() {
    return Map.of(
        "codes",
        chart -> chart.setData(Samples.codes(POINTS), Samples.range(POINTS)),
        "latency",
        chart -> {
          chart.setTitle("Latency");
          chart.setUnit(Unit.SECONDS);
          chart.setData(Samples.latency(POINTS), Samples.range(POINTS));
          chart.crosshairProperty().set(Samples.START.toEpochMilli() + 500 * 5_000L);
        },
        "many",
        chart -> {
          chart.setTitle("Requests by function");
          chart.setData(Samples.many(20, POINTS), Samples.range(POINTS));
          chart.crosshairProperty().set(Samples.START.toEpochMilli() + 690 * 5_000L);
        },
        "stale",
        chart -> {
          chart.setData(Samples.codes(POINTS), Samples.range(POINTS));
          chart.setStale(true);
        },
        "empty",
        chart -> chart.showEmpty("No data yet"),
        "failed",
        chart ->
            chart.showFailure(
                "Nothing accepts connections there (Connection refused).",
                "Check that the gateway runs and that the port is right; a port-forward may have"
                    + " ended."),
        "zero",
        chart -> {
          chart.setTitle("In flight");
          chart.setUnit(Unit.COUNT);
          chart.setData(
              List.of(Samples.series("in flight", Map.of(), POINTS, i -> 0)),
              Samples.range(POINTS));
        },
        "days",
        chart -> {
          chart.setTitle("Memory");
          chart.setUnit(Unit.BYTES);
          TimeRange range =
              new TimeRange(
                  Instant.parse("2026-10-23T10:00:00Z"), Instant.parse("2026-10-26T10:00:00Z"));
          long[] times = new long[400];
          double[] values = new double[400];
          for (int i = 0; i < 400; i++) {
            times[i] = range.from().toEpochMilli() + i * 648_000L;
            values[i] = (60 + 30 * Math.sin(i / 40.0)) * (1 << 20);
          }
          chart.setData(List.of(new TimeSeries("rss", Map.of(), times, values)), range);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "light, 360, 180",
    "dark, 360, 180",
    "light, 720, 300",
    "dark, 720, 300",
    "light, 1200, 600",
    "dark, 1200, 600"
  })
  void drawsEveryState(String theme, int width, int height) throws Exception {
    String sheet =
        theme.equals("light")
            ? new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet()
            : new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet();
    for (Map.Entry<String, Consumer<TimeSeriesChart>> state : states().entrySet()) {
      WritableImage image =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    Application.setUserAgentStylesheet(sheet);
                    TimeSeriesChart chart = new TimeSeriesChart(BERLIN);
                    chart.setTitle("Requests by status");
                    chart.setUnit(Unit.PER_SECOND);
                    state.getValue().accept(chart);
                    StackPane root = new StackPane(chart);
                    root.setStyle("-fx-background-color: -color-bg-default; -fx-font-size: 13px;");
                    return new Scene(root, width, height).snapshot(null);
                  })
              .get();
      Path file = Path.of("target", "charts", state.getKey() + "-" + theme + "-" + width + ".png");
      assertThat(Files.size(Pictures.write(image, file))).isPositive();
    }
  }
}
