package io.fairlead.ui.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.DeployWatch;
import io.fairlead.session.DeployWatch.Step;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.SystemTimer;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RefusedPort;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.deploy.DeployViewModel.Choices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment form, with the embedded gateway and its registry. */
class DeployViewModelTest {

  private static final Duration TYPING = Duration.ofMillis(300);
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private final Workplace place = new Workplace();
  private final SystemTimer realTimer = new SystemTimer();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private LocalGateway gateway;
  private GatewaySession session;
  private DeployViewModel model;

  @BeforeEach
  void start() throws IOException {
    gateway = LocalGateway.start(LocalGatewaySettings.in(folder));
    session =
        place.open(
            new Connection(
                new GatewayId("local"),
                "Local",
                HttpUrl.get(gateway.url()),
                Optional.of(new Credentials.Basic(gateway.username(), gateway.password())),
                Optional.empty(),
                Optional.of(HttpUrl.get(gateway.registryUrl()))));
    model = form(session);
  }

  @AfterEach
  void close() {
    model.close();
    place.close();
    realTimer.close();
    gateway.close();
  }

  @Test
  void theRegistryOfTheConnectionIsAskedWhatItHas() {
    awaitRepositories();
    assertThat(repositories().values()).contains("samples/echo", "samples/hash");
    assertThat(read(() -> model.namespaceProperty().get())).isEqualTo("openfaas-fn");
  }

  @Test
  void choosingAnImageProposesItsNewestTagAndAName() {
    choose("samples/hash");
    place.door().await("its tags", () -> model.tagsProperty().get().values().size() > 1);
    assertThat(read(() -> model.tagProperty().get()))
        .isEqualTo(model.tagsProperty().get().values().getFirst());
    assertThat(read(() -> model.nameProperty().get())).isEqualTo("hash");
    assertThat(model.image())
        .isEqualTo(registryHost() + "/samples/hash:" + model.tagProperty().get());
  }

  @ParameterizedTest
  @CsvSource({
    "samples/word-count, word-count",
    "samples/my_function.v2, my-function-v2",
    "UPPER/Case_, case",
    "a/__x__, x",
    "'  spaced  ', spaced"
  })
  void aProposedNameIsAValidOne(String repository, String name) {
    place.door().run(() -> model.repositoryProperty().set(repository));
    assertThat(model.nameProperty().get()).isEqualTo(name);
  }

  @Test
  void aNameThatWasEditedIsNotReplaced() {
    choose("samples/echo");
    place.door().run(() -> model.nameProperty().set("mine"));
    choose("samples/hash");
    assertThat(model.nameProperty().get()).isEqualTo("mine");
  }

  @Test
  void whileAnImageIsTypedItsRegistryIsLeftAlone() {
    awaitRepositories();
    for (String typed : List.of("s", "sa", "sam", "samples/", "samples/echo")) {
      place.door().run(() -> model.repositoryProperty().set(typed));
    }
    assertThat(place.timer().delays()).filteredOn(TYPING::equals).hasSize(1);
    place.timer().awaitAndRun(TYPING);
    place.door().await("tags", () -> !model.tagsProperty().get().values().isEmpty());
    assertThat(tags().failure()).isEmpty();
  }

  @Test
  void theQuestionForAnImageThatWasLeftIsGivenUp() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    try (LoopbackServer registry =
        LoopbackServer.onRequest(
            (request, connection) -> {
              String body = "{\"repositories\":[]}";
              if (request.target().contains("/slow/")) {
                asked.countDown();
                connection.awaitHangUp();
                givenUp.countDown();
              } else if (request.target().contains("/fast/")) {
                body = "{\"name\":\"fast\",\"tags\":[\"fast-tag\"]}";
              }
              connection.send(
                  LoopbackServer.response("200 OK", "Content-Type: application/json", body));
            })) {
      place.door().run(() -> model.registryProperty().set("127.0.0.1:" + registry.port()));
      place.door().run(() -> model.repositoryProperty().set("slow"));
      place.timer().awaitAndRun(TYPING);
      Await.until("the slow question", () -> asked.getCount() == 0);
      place.door().run(() -> model.repositoryProperty().set("fast"));
      Await.until("it is given up", () -> givenUp.getCount() == 0);
      place.timer().awaitAndRun(TYPING);
      place.door().await("the fast answer", () -> tags().values().equals(List.of("fast-tag")));
      assertThat(read(() -> model.tagProperty().get())).isEqualTo("fast-tag");
    }
  }

  @Test
  void anAnswerThatCrossesANewQuestionIsDropped() {
    choose("samples/echo");
    place.door().await("its tags", () -> !tags().values().isEmpty());
    place.door().hold();
    choose("samples/hash");
    place.door().await("the answer waits for the screen", () -> place.door().held() > 0);
    place.door().run(() -> model.repositoryProperty().set("samples/else"));
    place.door().release();
    assertThat(tags()).isEqualTo(new Choices(List.of(), true, Optional.empty()));
  }

  @Test
  void aTagThatWasTypedStandsWhateverTheRegistryLists() {
    place
        .door()
        .run(
            () -> {
              model.repositoryProperty().set("samples/hash");
              model.tagProperty().set(DIGEST);
            });
    place.timer().awaitAndRun(TYPING);
    place.door().await("its tags", () -> !tags().values().isEmpty());
    assertThat(place.door().read(() -> model.tagProperty().get())).isEqualTo(DIGEST);
  }

  @Test
  void aDeploymentWhoseSheetIsClosedGoesOnAndItsEndIsTold() {
    fill(registryHost(), "samples/hash", "1.0", "later");
    place.door().run(() -> model.environmentProperty().set(Map.of("start_delay", "1s")));
    deploy();
    place.door().run(model::close);
    place
        .door()
        .await("the news of its end", () -> told.stream().anyMatch(t -> t.contains("ready")));
    assertThat(
            session
                .client()
                .describe(
                    new FunctionRef(session.connection().id(), "openfaas-fn", "later"),
                    new Scope("test"))
                .toOptional()
                .orElseThrow()
                .isServing())
        .isTrue();
  }

  @Test
  void aRegistryThatDoesNotAnswerIsExplained() {
    awaitRepositories();
    try (RefusedPort refused = new RefusedPort()) {
      String registry = refused.url().substring("http://".length());
      place.door().run(() -> model.registryProperty().set(registry));
      place.timer().awaitAndRun(TYPING);
      place.door().await("the failure", () -> repositories().failure().isPresent());
    }
    assertThat(repositories().failure().orElseThrow().remedy()).isNotBlank();
    assertThat(repositories().values()).isEmpty();
  }

  @Test
  void whatIsNoRegistryYetIsNotAsked() {
    awaitRepositories();
    for (String typed : List.of("g", "ghcr", "", "no host")) {
      place.door().run(() -> model.registryProperty().set(typed));
      assertThat(place.timer().delays()).doesNotContain(TYPING);
      assertThat(repositories()).isEqualTo(Choices.none());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io, openfaas/figlet, latest, ghcr.io/openfaas/figlet:latest",
    "ghcr.io, openfaas/figlet, '', ghcr.io/openfaas/figlet",
    "'', alpine, 3.22, alpine:3.22",
    "' ghcr.io ', ' a/b ', ' v1 ', ghcr.io/a/b:v1"
  })
  void anImageIsPutTogetherFromItsParts(
      String registry, String repository, String tag, String image) {
    fill(registry, repository, tag, "fn");
    assertThat(model.image()).isEqualTo(image);
  }

  @Test
  void aDigestIsJoinedAsOne() {
    fill("ghcr.io", "a/b", DIGEST, "fn");
    assertThat(model.image()).isEqualTo("ghcr.io/a/b@" + DIGEST);
    fill("ghcr.io", "a/b", "sha512:" + "0".repeat(128), "fn");
    assertThat(model.image()).startsWith("ghcr.io/a/b@sha512:");
  }

  @Test
  void withoutAnImageNothingIsSent() {
    fill(registryHost(), " ", "", "fn");
    deploy();
    assertThat(model.mistakeProperty().get().orElseThrow()).contains("image");
    assertThat(model.stepProperty().get()).isEmpty();
  }

  @Test
  void anImageThatCannotBeReadIsNamedWithItsFault() {
    fill(registryHost(), "Samples/Echo", "1.0", "fn");
    deploy();
    assertThat(model.mistakeProperty().get().orElseThrow()).contains("lower case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "-front", "back-", "under_score", "dot.ted", "two words"})
  void aNameThatNoGatewayTakesIsNotSent(String name) {
    fill(registryHost(), "samples/echo", "1.0", name);
    deploy();
    assertThat(model.mistakeProperty().get().orElseThrow()).contains("lower-case letters");
  }

  @Test
  void aNameOf63CharactersIsTheLongest() {
    fill(registryHost(), "samples/echo", "1.0", "x".repeat(64));
    deploy();
    assertThat(model.mistakeProperty().get()).isPresent();
    fill(registryHost(), "samples/echo", "1.0", "x".repeat(63));
    deploy();
    assertThat(model.mistakeProperty().get()).isEmpty();
  }

  @Test
  void aFunctionThatExistsIsNotDeployedOver() {
    fill(registryHost(), "samples/echo", "1.0", "echo");
    deploy();
    assertThat(model.mistakeProperty().get().orElseThrow()).contains("echo exists in openfaas-fn");
  }

  @Test
  void aDeploymentRunsUntilItsFunctionIsReady() {
    fill(registryHost(), "samples/hash", "1.0", "hasher");
    place
        .door()
        .run(
            () -> {
              model.environmentProperty().set(Map.of("algorithm", "sha512"));
              model.labelsProperty().set(Map.of("team", "a"));
            });
    deploy();
    place.door().await("it is ready", () -> step() instanceof Step.Ready);
    Step.Ready ready = (Step.Ready) step();
    assertThat(ready.status().envVars().orElse(Map.of())).containsEntry("algorithm", "sha512");
    assertThat(ready.status().labels()).containsEntry("team", "a");
  }

  @Test
  void aDeploymentIsSentOnceHoweverOftenTheButtonIsPressed() {
    try (ScriptedGateway scripted = new ScriptedGateway()) {
      CountDownLatch go = new CountDownLatch(1);
      scripted.on(
          "POST /system/functions",
          (_, connection) -> {
            Await.until("the test", () -> go.getCount() == 0);
            connection.send(LoopbackServer.response("400 Bad Request", "", "no"));
          });
      try (DeployViewModel other = form(place.open("scripted", scripted.url()))) {
        place
            .door()
            .run(
                () -> {
                  other.repositoryProperty().set("samples/new");
                  other.deploy();
                  other.deploy();
                  other.edit();
                  other.deploy();
                });
        go.countDown();
        place
            .door()
            .await(
                "the refusal",
                () -> other.stepProperty().get().orElse(null) instanceof Step.NotReady);
        assertThat(scripted.count("POST /system/functions")).isEqualTo(1);
        place.door().run(other::edit);
        assertThat(other.stepProperty().get()).isEmpty();
        place.door().run(other::deploy);
        Await.until("a second try", () -> scripted.count("POST /system/functions") == 2);
      }
    }
  }

  private DeployViewModel form(GatewaySession of) {
    return place
        .door()
        .read(
            () ->
                new DeployViewModel(
                    of,
                    new DeployWatch(of, place.clock(), realTimer),
                    place.door(),
                    place.timer(),
                    told::add));
  }

  private void awaitRepositories() {
    place.timer().advance(Duration.ZERO);
    place.door().await("what the registry has", () -> !repositories().values().isEmpty());
  }

  private void choose(String repository) {
    place.door().run(() -> model.repositoryProperty().set(repository));
    place.timer().awaitAndRun(TYPING);
  }

  private void fill(String registry, String repository, String tag, String name) {
    place
        .door()
        .run(
            () -> {
              model.registryProperty().set(registry);
              model.repositoryProperty().set(repository);
              model.tagProperty().set(tag);
              model.nameProperty().set(name);
            });
  }

  private void deploy() {
    place.door().run(model::deploy);
  }

  private String registryHost() {
    HttpUrl url = HttpUrl.get(gateway.registryUrl());
    return url.host() + ":" + url.port();
  }

  private Step step() {
    return read(() -> model.stepProperty().get().orElse(null));
  }

  private Choices repositories() {
    return read(() -> model.repositoriesProperty().get());
  }

  private Choices tags() {
    return read(() -> model.tagsProperty().get());
  }

  private <T> T read(Supplier<T> value) {
    return place.door().read(value);
  }
}
