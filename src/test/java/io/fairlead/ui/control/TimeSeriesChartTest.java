package io.fairlead.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.ui.control.chart.ChartColour;
import io.fairlead.ui.control.chart.LegendEntry;
import io.fairlead.ui.control.chart.PlotGeometry;
import io.fairlead.ui.control.chart.PlotPane;
import io.fairlead.ui.control.chart.Unit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Application;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TimeSeriesChartTest {

  private static final int POINTS = 101;
  private static final TimeRange RANGE = Samples.range(POINTS);
  private static final long START = Samples.START.toEpochMilli();
  private static final Color OK = Color.web("#0969da");
  private static final Color ERROR = Color.web("#cf222e");

  private TimeSeriesChart chart;
  private TimeSeriesChart other;

  @Start
  void show(Stage stage) {
    Application.setUserAgentStylesheet(
        new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
    chart = new TimeSeriesChart(ZoneId.of("Europe/Berlin"));
    chart.setTitle("Requests");
    chart.setUnit(Unit.PER_SECOND);
    chart.setPrefSize(600, 300);
    other = new TimeSeriesChart(ZoneId.of("Europe/Berlin"));
    other.setPrefSize(600, 200);
    stage.setScene(new Scene(new VBox(chart, other), 600, 500));
    stage.show();
  }

  private static TimeSeries level(String code, double level, int holeFrom, int holeTo) {
    return Samples.series(
        code, Map.of("code", code), POINTS, i -> i >= holeFrom && i < holeTo ? Double.NaN : level);
  }

  private void showTwo(FxRobot robot) {
    robot.interact(
        () -> chart.setData(List.of(level("200", 8, 40, 60), level("500", 2, 0, 0)), RANGE));
  }

  private PlotPane plot() {
    return (PlotPane) chart.lookup(".chart-plot");
  }

  private PlotGeometry geometry() {
    return Objects.requireNonNull(plot().geometry());
  }

  private WritableImage picture() {
    try {
      return WaitForAsyncUtils.asyncFx(() -> plot().snapshot(null, null)).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private int coloured(double fromPoint, double toPoint, Color colour) {
    PlotGeometry plot = geometry();
    int left = (int) plot.xOf(START + (long) (fromPoint * 5_000));
    int right = (int) plot.xOf(START + (long) (toPoint * 5_000));
    return Pictures.hued(picture(), left, (int) plot.top(), right, (int) plot.bottom() + 1, colour);
  }

  private Point2D onScreen(int point) {
    PlotGeometry plot = geometry();
    return plot().localToScreen(plot.xOf(START + point * 5_000L), plot.top() + plot.height() / 3);
  }

  private LegendEntry entry(String name) {
    return chart.lookupAll(".legend-entry").stream()
        .map(LegendEntry.class::cast)
        .filter(entry -> entry.getText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String text(String styleClass) {
    return ((Label) chart.lookup(styleClass)).getText();
  }

  @Test
  void drawsALineInTheColourOfItsStatusCodeAndLeavesAGapEmpty(FxRobot robot) {
    showTwo(robot);

    assertThat(coloured(5, 35, OK)).isGreaterThan(100);
    assertThat(coloured(42, 58, OK)).as("the gap").isZero();
    assertThat(coloured(65, 95, OK)).isGreaterThan(100);
    assertThat(coloured(42, 58, ERROR)).isGreaterThan(50);
  }

  @Test
  void anIsolatedPointIsADot(FxRobot robot) {
    robot.interact(
        () ->
            chart.setData(
                List.of(
                    Samples.series(
                        "200", Map.of("code", "200"), POINTS, i -> i == 50 ? 5 : Double.NaN)),
                RANGE));

    assertThat(coloured(48, 52, OK)).isBetween(9, 40);
    assertThat(coloured(0, 48, OK)).isZero();
  }

  @Test
  void theLegendTogglesASeriesByMouse(FxRobot robot) {
    showTwo(robot);
    assertThat(entry("500").value()).isEqualTo("2 /s");

    robot.clickOn(entry("500"));
    assertThat(coloured(5, 95, ERROR)).isZero();
    assertThat(coloured(5, 35, OK)).isPositive();
    assertThat(entry("500").isFocused()).isTrue();

    robot.clickOn(entry("500"));
    assertThat(coloured(5, 95, ERROR)).isPositive();
  }

  @Test
  void theLegendTogglesASeriesByKey(FxRobot robot) {
    showTwo(robot);
    robot.interact(() -> chart.requestFocus());

    robot.type(KeyCode.TAB);
    assertThat(entry("200").isFocused()).isTrue();
    robot.type(KeyCode.TAB, KeyCode.SPACE);
    assertThat(coloured(5, 95, ERROR)).isZero();
    robot.type(KeyCode.SPACE);
    assertThat(coloured(5, 95, ERROR)).isPositive();
  }

  @Test
  void whatWasSwitchedOffStaysOffWithNewData(FxRobot robot) {
    showTwo(robot);
    robot.interact(() -> entry("500").fire());

    showTwo(robot);

    assertThat(entry("500").isSelected()).isFalse();
    assertThat(coloured(5, 95, ERROR)).isZero();
  }

  @Test
  void hoveringReadsTheValuesOfThatTime(FxRobot robot) {
    showTwo(robot);

    robot.moveTo(onScreen(20));
    assertThat(chart.readoutText()).isEqualTo("Tue 24 Nov, 12:01:40\n200  8 /s\n500  2 /s");

    robot.moveTo(onScreen(50));
    assertThat(chart.readoutText()).isEqualTo("Tue 24 Nov, 12:04:10\n200  –\n500  2 /s");
    robot.moveTo(other);
    assertThat(chart.readoutText()).isEmpty();
  }

  @Test
  void theReadOutStaysInsideThePlot(FxRobot robot) {
    robot.interact(() -> chart.setData(Samples.many(20, POINTS), RANGE));
    for (int point : new int[] {0, 1, 50, 99, 100}) {
      robot.interact(() -> chart.crosshairProperty().set(START + point * 5_000L));
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(plot().readoutBox().getMinX()).isGreaterThanOrEqualTo(0);
      assertThat(plot().readoutBox().getMinY()).isGreaterThanOrEqualTo(0);
      assertThat(plot().readoutBox().getMaxX()).isLessThanOrEqualTo(plot().getWidth());
      assertThat(plot().readoutBox().getMaxY()).isLessThanOrEqualTo(plot().getHeight());
      assertThat(plot().readoutBox().getWidth()).isPositive();
    }
  }

  @Test
  void chartsShareACrosshair(FxRobot robot) {
    robot.interact(() -> other.crosshairProperty().bindBidirectional(chart.crosshairProperty()));
    showTwo(robot);
    robot.interact(() -> other.setData(Samples.latency(POINTS), RANGE));

    robot.moveTo(onScreen(20));

    assertThat(other.crosshairProperty().get()).isEqualTo(START + 100_000);
    assertThat(other.readoutText()).startsWith("Tue 24 Nov, 12:01:40\np50");
  }

  @Test
  void draggingZoomsAndADoubleClickGoesBack(FxRobot robot) {
    List<TimeRange> zooms = new ArrayList<>();
    List<String> backs = new ArrayList<>();
    robot.interact(
        () -> {
          chart.setOnZoomTo(zooms::add);
          chart.setOnZoomBack(() -> backs.add("back"));
        });
    showTwo(robot);

    robot.drag(onScreen(70), MouseButton.PRIMARY).dropTo(onScreen(30));

    assertThat(zooms).hasSize(1);
    long slack = 2_000;
    assertThat(zooms.getFirst().from().toEpochMilli())
        .isBetween(START + 150_000 - slack, START + 150_000 + slack);
    assertThat(zooms.getFirst().to().toEpochMilli())
        .isBetween(START + 350_000 - slack, START + 350_000 + slack);

    robot.clickOn(onScreen(50));
    assertThat(zooms).as("a click is no drag").hasSize(1);
    robot.doubleClickOn(onScreen(50));
    assertThat(backs).containsExactly("back");
  }

  @Test
  void keysMoveTheCrosshairPointByPoint(FxRobot robot) {
    List<String> backs = new ArrayList<>();
    showTwo(robot);
    robot.interact(
        () -> {
          chart.setOnZoomBack(() -> backs.add("back"));
          chart.requestFocus();
        });

    robot.type(KeyCode.HOME);
    assertThat(chart.crosshairProperty().get()).isEqualTo(START);
    robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.LEFT);
    assertThat(chart.crosshairProperty().get()).isEqualTo(START + 5_000);
    robot.type(KeyCode.END);
    assertThat(chart.crosshairProperty().get()).isEqualTo(START + 500_000);
    assertThat(chart.description()).isEqualTo("Requests. Tue 24 Nov, 12:08:20, 200 8 /s, 500 2 /s");
    robot.type(KeyCode.ESCAPE);
    assertThat(chart.crosshairProperty().get()).isNull();
    assertThat(backs).isEmpty();
    robot.type(KeyCode.ESCAPE);
    assertThat(backs).containsExactly("back");
  }

  @Test
  void plusZoomsInAroundTheCrosshair(FxRobot robot) {
    List<TimeRange> zooms = new ArrayList<>();
    showTwo(robot);
    robot.interact(
        () -> {
          chart.setOnZoomTo(zooms::add);
          chart.requestFocus();
        });

    robot.type(KeyCode.END, KeyCode.ADD);

    assertThat(zooms).containsExactly(TimeRange.ofMillis(START + 250_000, START + 500_000));
  }

  @Test
  void everyStateSaysWhatItIs(FxRobot robot) {
    robot.interact(() -> chart.showEmpty("No data yet"));
    assertThat(text(".chart-explanation")).isEqualTo("No data yet");
    assertThat(plot().isVisible()).isFalse();

    robot.interact(() -> chart.showFailure("Nothing answers.", "Check the port."));
    assertThat(text(".chart-remedy")).isEqualTo("Check the port.");
    assertThat(chart.description()).isEqualTo("Requests. Nothing answers. Check the port.");

    showTwo(robot);
    assertThat(plot().isVisible()).isTrue();
    assertThat(chart.lookup(".chart-message").isVisible()).isFalse();
    robot.interact(() -> chart.setStale(true));
    assertThat(chart.lookup(".chart-note").isVisible()).isTrue();
    assertThat(plot().getChildrenUnmodifiable().getFirst().getOpacity()).isLessThan(0.5);
    assertThat(chart.queryAccessibleAttribute(AccessibleAttribute.TEXT))
        .isEqualTo("Requests (Not up to date). 200 8 /s, 500 2 /s");
  }

  @Test
  void severalChangesInOnePulseAreDrawnOnce(FxRobot robot) {
    showTwo(robot);
    WaitForAsyncUtils.waitForFxEvents();
    long before = plot().drawings();

    robot.interact(
        () -> {
          for (int i = 0; i < 20; i++) {
            chart.setData(Samples.codes(POINTS), RANGE);
          }
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(plot().drawings()).isEqualTo(before + 1);

    robot.interact(() -> chart.crosshairProperty().set(START));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(plot().drawings()).as("a crosshair draws no lines").isEqualTo(before + 1);
  }

  @Test
  void aDarkThemeChangesTheColours(FxRobot robot) {
    showTwo(robot);

    robot.interact(
        () ->
            Application.setUserAgentStylesheet(
                new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet()));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(chart.colours().get(ChartColour.CODE_OK)).isEqualTo(Color.web("#58a6ff"));
    assertThat(coloured(5, 35, Color.web("#58a6ff"))).isGreaterThan(50);
  }

  @Test
  void survivesAnySizeAndOddData(FxRobot robot) {
    List<TimeSeries> odd =
        List.of(
            new TimeSeries("none", Map.of(), new long[] {}, new double[] {}),
            new TimeSeries("one", Map.of(), new long[] {START}, new double[] {1}),
            new TimeSeries(
                "wild",
                Map.of(),
                new long[] {START, START + 1, START + 2},
                new double[] {1e300, Double.NEGATIVE_INFINITY, -1e-300}),
            new TimeSeries("one", Map.of(), new long[] {START}, new double[] {2}));
    for (double size : new double[] {1, 20, 97, 400, 850}) {
      robot.interact(
          () -> {
            chart.setMinSize(size, size / 2);
            chart.setMaxSize(size, size / 2);
            chart.setPrefSize(size, size / 2);
            chart.setData(odd, RANGE);
          });
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(plot().drawings()).isPositive();
  }
}
