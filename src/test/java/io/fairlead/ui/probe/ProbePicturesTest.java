package io.fairlead.ui.probe;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.calls.probe.ProbeError;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeRequest;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeTick;
import io.fairlead.calls.probe.Quantiles;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.ScriptedMetrics;
import io.fairlead.support.ScriptedProbes;
import io.fairlead.support.Workplace;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws the load probe in its states, light and dark, to {@code target/probe}. */
class ProbePicturesTest {

  private static final FunctionRef ECHO = Workplace.function("prod", "echo");

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final ScriptedProbes engine = new ScriptedProbes();
  private final ScriptedMetrics metrics = new ScriptedMetrics();

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyStateShowsItsFiguresWhole(Theme theme) throws IOException {
    metrics.answer(this::ofGateway);
    GatewaySession session =
        new GatewaySession(
            Workplace.connection("prod", "http://gateway.example.com"),
            Optional.of(metrics),
            new AsyncInbox(CallbackAddress.loopback(), clock),
            CallHistory.inMemory(),
            engine,
            clock,
            timer);
    ProbeBook book = ProbeBook.inMemory();
    keep(book, 1, 11.2);
    keep(book, 2, 19.8);
    ProbeViewModel model =
        onFx(
            () ->
                new ProbeViewModel(
                    session,
                    CallSpec.of(ECHO).withBody("{\"berths\": [3, 4]}"),
                    book,
                    new RunningProbes(),
                    new FxDoor(),
                    clock,
                    timer));
    Scene scene = onFx(() -> new Scene(new ProbeView(model, nowhere()).root(), 1000, 690));
    onFx(() -> theme.applyTo(scene));
    draw(scene, theme, "idle");
    onFx(() -> model.form().amountProperty().set("200"));
    onFx(model::start);
    draw(scene, theme, "asking");
    onFx(model::agree);
    ScriptedProbes.Run run = engine.last();
    Await.until("the run", () -> onFx(() -> model.stateProperty().get().figures().isPresent()));
    run.measure(measured(), seconds(clock.instant(), 24));
    timer.advance(Duration.ofSeconds(24));
    session.refresh();
    Await.until(
        "the figures",
        () -> onFx(() -> model.stateProperty().get().figures().orElseThrow().requests() > 0));
    Await.until(
        "the charts", () -> onFx(() -> model.charts().drawingProperty().get().rate().size() > 2));
    draw(scene, theme, "running");
    run.end(ProbeResult.Ending.COMPLETE);
    Await.until("the end", () -> !onFx(() -> model.underWayBinding().get()));
    onFx(() -> ((TabPane) scene.lookup("#probe-tabs")).getSelectionModel().select(1));
    onFx(() -> ((TableView<?>) scene.lookup("#probe-results")).getSelectionModel().selectAll());
    draw(scene, theme, "results");
    onFx(model::close);
    session.close();
  }

  private static void keep(ProbeBook book, int minute, double p99) {
    ScriptedProbes probes = new ScriptedProbes();
    ProbeForm form = new ProbeForm();
    var request =
        new ProbeRequest(
            "POST",
            HttpUrl.get("http://gateway.example.com/function/echo.openfaas-fn"),
            List.of(),
            ByteString.EMPTY);
    probes.start(
        form.terms().orElseThrow().with(request),
        () -> Instant.ofEpochSecond(1_790_000_000L + 60L * minute));
    ScriptedProbes.Run run = probes.last();
    run.measure(ScriptedProbes.figures(2_000, p99));
    run.stop();
    try {
      book.expect(ECHO).keep(run.await());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ProbeFigures measured() {
    ProbeFigures good = ScriptedProbes.figures(4_800, 14.3);
    return new ProbeFigures(
        ProbeFigures.Phase.RUNNING,
        Duration.ofMillis(7_300),
        4_812,
        Map.of(ProbeError.TIMEOUT, 3L, ProbeError.SERVER_STATUS, 27L, ProbeError.RESET, 1L),
        Map.of(200, 4_781L, 503, 27L),
        199.8,
        good.bytes(),
        7,
        good.latency(),
        good.uncorrected(),
        new Quantiles(0.4, 0.2, 1.2, 3.4, 4, 5));
  }

  private static ProbeTick[] seconds(Instant begin, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new ProbeTick(
                    begin.plusSeconds(i),
                    i == 12 ? 90 : 195 + i % 7,
                    i == 12 ? 9 : 0,
                    4 + i % 3,
                    i == 12 ? 90 : 12 + i % 5,
                    i == 12 ? 140 : 18 + i % 4))
        .toArray(ProbeTick[]::new);
  }

  private Outcome<FunctionMetrics> ofGateway(TimeRange range) {
    long from = range.from().toEpochMilli();
    int points = (int) (Duration.between(range.from(), clock.instant()).toSeconds() / 2);
    long[] times =
        IntStream.range(0, Math.max(points, 2)).mapToLong(i -> from + 2000L * i).toArray();
    return Outcome.ok(
        new FunctionMetrics(
            List.of(series("200", Map.of("code", "200"), times, 180)),
            List.of(
                series("p50", Map.of("quantile", "0.5"), times, 0.003),
                series("p99", Map.of("quantile", "0.99"), times, 0.009)),
            List.of(series("desired", Map.of(), times, 3), series("ready", Map.of(), times, 2)),
            List.of(series("in flight", Map.of(), times, 6)),
            List.of("Scraped every 2 s; rates are over 20 s")));
  }

  private static TimeSeries series(
      String name, Map<String, String> labels, long[] times, double most) {
    double[] values =
        IntStream.range(0, times.length).mapToDouble(i -> most * Math.min(1, i / 9.0)).toArray();
    return new TimeSeries(name, labels, times, values);
  }

  private static Navigator nowhere() {
    return (Navigator)
        Proxy.newProxyInstance(
            Navigator.class.getClassLoader(),
            new Class<?>[] {Navigator.class},
            (proxy, method, arguments) -> null);
  }

  private static void draw(Scene scene, Theme theme, String state) throws IOException {
    WritableImage image = onFx(() -> scene.snapshot(null));
    write(image, state + "-" + theme);
    assertThat(onFx(() -> clipped(scene))).as("%s texts that are cut", state).isEmpty();
  }

  /** Labels of figures that do not show all they say. */
  private static List<String> clipped(Scene scene) {
    return scene.getRoot().lookupAll(".label").stream()
        .filter(Label.class::isInstance)
        .map(Label.class::cast)
        .filter(label -> label.getId() != null && label.getId().startsWith("probe-"))
        .filter(ProbePicturesTest::isShown)
        .filter(
            label ->
                label.lookup(".text") instanceof Text text
                    && text.getText().endsWith("...")
                    && !label.getText().endsWith("..."))
        .map(label -> label.getId() + ": " + label.getText())
        .toList();
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static void write(WritableImage image, String name) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    Path folder = Files.createDirectories(Path.of("target", "probe"));
    ImageIO.write(copy, "png", folder.resolve(name + ".png").toFile());
  }
}
