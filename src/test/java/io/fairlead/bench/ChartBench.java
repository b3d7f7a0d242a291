package io.fairlead.bench;

import io.fairlead.metrics.SeriesStore;
import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.ui.control.TimeSeriesChart;
import io.fairlead.ui.control.chart.Unit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What a tick of a dashboard costs: the redraw on the FX thread, and the scrape behind it. */
public final class ChartBench implements Benchmark {

  private static final Instant START = Instant.parse("2026-11-24T11:00:00Z");
  private static final int SERIES = 20;
  private static final int POINTS = 1_000;
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 120;

  @Override
  public String group() {
    return "charts";
  }

  @Override
  public List<Measurement> run() throws Exception {
    List<Measurement> measured = new ArrayList<>();
    double[] redraw = redraws();
    measured.add(
        new Measurement(
            "chart redraw, 20 series of 1,000 points, median",
            redraw[ROUNDS / 2],
            "ms",
            2,
            true,
            "1200x600, setData + CSS + layout + draw on the FX thread, one a pulse, "
                + ROUNDS
                + " rounds"));
    double[] ingest = ingests();
    measured.add(
        new Measurement(
            "scrape of 1,000 functions taken in, median",
            ingest[ingest.length / 2],
            "ms",
            100,
            true,
            "32,000 samples of 2.7 MB parsed and stored"));
    return measured;
  }

  private static double[] redraws() throws Exception {
    FxToolkit.registerPrimaryStage();
    TimeSeriesChart chart =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  Application.setUserAgentStylesheet(
                      new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet());
                  TimeSeriesChart made = new TimeSeriesChart(ZoneId.of("Europe/Berlin"));
                  made.setTitle("Requests by function");
                  made.setUnit(Unit.PER_SECOND);
                  // The Headless screen is 1000 wide: the scene is the size, the window is not.
                  Stage stage = new Stage();
                  made.setMinSize(1200, 600);
                  made.setMaxSize(1200, 600);
                  stage.setScene(new Scene(new javafx.scene.layout.Pane(made), 900, 640));
                  stage.show();
                  return made;
                })
            .get();
    double[] millis = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      List<TimeSeries> data = data(round + WARM_UP);
      TimeRange range =
          TimeRange.ofMillis(data.getFirst().timeAt(0), data.getFirst().timeAt(POINTS - 1));
      double took =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    long begin = System.nanoTime();
                    chart.setData(data, range);
                    chart.getScene().getRoot().applyCss();
                    chart.getScene().getRoot().layout();
                    return (System.nanoTime() - begin) / 1e6;
                  })
              .get();
      WaitForAsyncUtils.waitForFxEvents(2);
      if (round >= 0) {
        millis[round] = took;
      }
    }
    WaitForAsyncUtils.asyncFx(() -> ((Stage) chart.getScene().getWindow()).close()).get();
    Arrays.sort(millis);
    return millis;
  }

  private static List<TimeSeries> data(int tick) {
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < SERIES; s++) {
      long[] times = new long[POINTS];
      double[] values = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        int at = i + tick;
        times[i] = START.toEpochMilli() + at * 5_000L;
        values[i] =
            10 + s * 3 + Math.sin(at / 30.0 + s) * 6 + new Random(at * 31L + s).nextDouble();
      }
      all.add(new TimeSeries("function-" + s + ".openfaas-fn", Map.of(), times, values));
    }
    return all;
  }

  private static double[] ingests() throws Exception {
    SeriesStore store = new SeriesStore(Duration.ofSeconds(5), SeriesStore.Bounds.defaults());
    double[] millis = new double[40];
    for (int round = 0; round < millis.length; round++) {
      byte[] text = page(round).getBytes(StandardCharsets.UTF_8);
      long begin = System.nanoTime();
      store.ingest(new ByteArrayInputStream(text), START.plusSeconds(round * 5L));
      millis[round] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static String page(int tick) {
    String[] bounds = {
      "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"
    };
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < 1_000; f++) {
      String label = "function_name=\"function-" + f + ".openfaas-fn\"";
      for (String code : new String[] {"200", "500"}) {
        text.append("gateway_function_invocation_total{code=\"" + code + "\"," + label + "} ");
        text.append(tick * 10).append('\n');
        for (int b = 0; b < bounds.length; b++) {
          text.append("gateway_functions_seconds_bucket{code=\"" + code + "\"," + label);
          text.append(",le=\"" + bounds[b] + "\"} ").append(tick * (b + 1)).append('\n');
        }
        text.append("gateway_functions_seconds_sum{code=\"" + code + "\"," + label + "} ");
        text.append(tick * 0.123).append('\n');
        text.append("gateway_functions_seconds_count{code=\"" + code + "\"," + label + "} ");
        text.append(tick * 12).append('\n');
      }
      text.append("gateway_function_invocation_started{" + label + "} " + tick * 20 + "\n");
      text.append("gateway_service_count{" + label + "} 1\n");
    }
    return text.toString();
  }
}
