package io.fairlead.ui.callfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.RecentFolders;
import io.fairlead.calls.file.Verdict;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool window without a window: real folders, a gateway on loopback, scripted answers. */
class CallFilesViewModelTest {

  @TempDir private Path home;
  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final RecentFolders recent = RecentFolders.inMemory();
  private CallFilesViewModel model;

  @BeforeEach
  void openTheFolder() throws IOException {
    place.open("harbour", gateway.url());
    engine.answers.put("good", scope -> answered(true));
    engine.answers.put("bad", scope -> answered(true, false));
    engine.answers.put(
        "away",
        scope ->
            Ran.failed(new Failure.NotFound("Call away", "http://away", "Nobody is there.", "")));
    write("a.http", "good one", "bad two", "away three");
    model = new CallFilesViewModel(place.workbench(), engine, recent, place.door());
    onScreen(() -> model.open(home));
    await("the rows", () -> requests().size() == 3);
  }

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void aRunTellsOfEachRequestHowItStands() {
    onScreen(() -> model.runAll());
    await("the end", () -> !model.progressProperty().get().running());
    await(
        "the standings",
        () ->
            standings()
                .equals(
                    List.of(
                        new Standing(Standing.Kind.HELD, 1, 1, false),
                        new Standing(Standing.Kind.FAILED, 1, 2, false),
                        new Standing(Standing.Kind.NO_ANSWER, 0, 0, false))));
    assertThat(model.progressProperty().get()).isEqualTo(new Progress(false, 3, 3, 2));
    assertThat(engine.ran).first().isEqualTo("good in  at harbour");
  }

  @Test
  void aRequestThatIsChangedKeepsItsResultMarkedStale() throws IOException {
    onScreen(() -> model.run(request("good")));
    await("the result", () -> standing("good").kind() == Standing.Kind.HELD);

    write("a.http", "", "good otherwise", "bad two", "away three");
    await("the new text", () -> standing("good").stale());
    write("a.http", "bad two", "good one");
    await("the old text in another line", () -> !standing("good").stale());
    assertThat(standing("good").kind()).isEqualTo(Standing.Kind.HELD);
  }

  @Test
  void stoppingEndsARunAtOnceThoughItsCallHangs() {
    CountDownLatch never = new CountDownLatch(1);
    engine.answers.put("good", scope -> hang(never));
    onScreen(() -> model.runAll());
    await("the first call", () -> standing("good").kind() == Standing.Kind.RUNNING);
    assertThat(standing("bad").kind()).isEqualTo(Standing.Kind.WAITING);

    long begin = System.nanoTime();
    onScreen(() -> model.stop());
    assertThat(model.progressProperty().get().running()).isFalse();
    await("the standings", () -> standing("bad").kind() == Standing.Kind.STOPPED);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf("stopped and shown so after %d ms%n", millis);
    assertThat(millis).isLessThan(1_000);

    engine.answers.put("good", scope -> answered(true));
    onScreen(() -> model.run(request("good")));
    await("the next run", () -> standing("good").kind() == Standing.Kind.HELD);
    assertThat(engine.ran).hasSize(2);
  }

  @Test
  void aFileThatGoesWhileItRunsDoesNoHarm() throws IOException {
    CountDownLatch gone = new CountDownLatch(1);
    engine.answers.put(
        "good",
        scope -> {
          hang(gone);
          return answered(true);
        });
    onScreen(() -> model.runAll());
    await("the first call", () -> standing("good").kind() == Standing.Kind.RUNNING);
    Files.delete(home.resolve("a.http"));
    await("an empty folder", () -> requests().isEmpty());
    gone.countDown();
    await("the end", () -> !model.progressProperty().get().running());
    assertThat(model.progressProperty().get().done()).isEqualTo(3);
    write("a.http", "good one");
    await("what came of it", () -> standing("good").kind() == Standing.Kind.HELD);
  }

  @Test
  void aDefectOfOneRequestDoesNotKeepTheOthersWaiting() {
    engine.answers.put(
        "good",
        scope -> {
          throw new IllegalStateException("a defect");
        });
    onScreen(() -> model.runAll());
    await("the end", () -> !model.progressProperty().get().running());
    assertThat(model.progressProperty().get().done()).isEqualTo(3);
    await("the defect", () -> standing("good").kind() == Standing.Kind.NO_ANSWER);
  }

  @Test
  void onlyTheFileThatChangedIsReadAgain() throws IOException {
    write("b.http", "good four");
    await("another file", () -> requests().size() == 4);
    engine.read.clear();
    write("b.http", "good five", "bad six");
    await("another request", () -> requests().size() == 5);
    assertThat(engine.read).isNotEmpty().allMatch(home.resolve("b.http")::equals);
  }

  @Test
  void aFolderThatVanishesAndReturnsKeepsWhatWasRun() throws IOException {
    onScreen(() -> model.run(request("good")));
    await("the result", () -> standing("good").kind() == Standing.Kind.HELD);
    Path away = home.resolveSibling(home.getFileName() + "-away");
    Files.move(home, away);
    await("the loss", () -> model.openedProperty().get() instanceof Opened.Gone);
    Files.move(away, home);
    await("the return", () -> requests().size() == 3);
    assertThat(standing("good").kind()).isEqualTo(Standing.Kind.HELD);
  }

  @Test
  void theChosenEnvironmentStaysUntilItIsGone() throws IOException {
    engine.environments = new EnvironmentReading(List.of("dev", "test"), List.of());
    write("http-client.env.json", "{}");
    await("the names", () -> model.environmentsProperty().get().names().contains("dev"));
    onScreen(() -> model.environmentProperty().set("dev"));
    onScreen(() -> model.run(request("good")));
    await("the run", () -> engine.ran.contains("good in dev at harbour"));

    engine.environments = new EnvironmentReading(List.of("test"), List.of());
    write("http-client.env.json", "{ }");
    await("no environment", () -> model.environmentProperty().get().isEmpty());
  }

  @Test
  void theFolderThatWasOpenIsOpenNextTime() {
    await("that it is remembered", () -> recent.open().equals(Optional.of(home)));
    try (CallFilesViewModel next =
        new CallFilesViewModel(place.workbench(), engine, recent, place.door())) {
      await(
          "the same folder",
          () ->
              next.openedProperty().get() instanceof Opened.Present present
                  && present.folder().equals(home));
    }
    onScreen(() -> model.closeFolder());
    await("that none is", () -> recent.open().isEmpty());
    assertThat(recent.folders()).containsExactly(home);
  }

  @Test
  void theSelectedRequestShowsItsAnswerAndWhatWasExpected() {
    onScreen(() -> model.details().select(Optional.of(request("bad"))));
    onScreen(() -> model.run(request("bad")));
    await(
        "the detail",
        () -> model.details().detailProperty().get().flatMap(CallDetails.Detail::ran).isPresent());
    CallDetails.Detail detail = model.details().detailProperty().get().orElseThrow();
    assertThat(detail.response().status()).hasValue(200);
    assertThat(detail.ran().orElseThrow().verdicts().get(1).came()).isEqualTo("500");
  }

  private static Ran hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return answered(true);
  }

  private static Ran answered(Boolean... held) {
    List<Verdict> verdicts = new ArrayList<>();
    for (boolean each : held) {
      verdicts.add(new Verdict(1, "status 200", each, each ? "200" : "500"));
    }
    FileReply reply =
        new FileReply(
            200,
            List.of(),
            Bytes.of("ahoy".getBytes(StandardCharsets.UTF_8)),
            Duration.ofMillis(3));
    return new Ran(Optional.of(reply), Optional.empty(), verdicts, List.of(), List.of());
  }

  private List<CallNode.Request> requests() {
    List<CallNode.Request> found = new ArrayList<>();
    if (model.openedProperty().get() instanceof Opened.Present present) {
      present.nodes().forEach(node -> collect(node, found));
    }
    return found;
  }

  private static void collect(CallNode node, List<CallNode.Request> into) {
    if (node instanceof CallNode.Request request) {
      into.add(request);
    }
    node.children().forEach(each -> collect(each, into));
  }

  private CallNode.Request request(String name) {
    return requests().stream().filter(each -> each.text().equals(name)).findFirst().orElseThrow();
  }

  private List<Standing> standings() {
    return requests().stream().map(CallNode.Request::standing).toList();
  }

  private Standing standing(String name) {
    return requests().stream()
        .filter(each -> each.text().equals(name))
        .map(CallNode.Request::standing)
        .findFirst()
        .orElse(Standing.NOT_RUN);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(home.resolve(name), String.join("\n", lines));
  }

  private void onScreen(Runnable work) {
    place.door().run(work);
  }

  private void await(String what, BooleanSupplier condition) {
    place.door().await(what, condition);
  }
}
