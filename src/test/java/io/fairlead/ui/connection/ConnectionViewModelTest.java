package io.fairlead.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.session.Connection;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RefusedPort;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionViewModelTest {

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final List<GatewayId> added = new CopyOnWriteArrayList<>();
  private final ConnectionViewModel model =
      new ConnectionViewModel(place.workbench(), place.door(), added::add);

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "ftp://gateway",
        "http://",
        "http://gate way:8080",
        "http://gateway:99999",
        "http://admin:secret@gateway:8080",
        "http://admin@gateway:8080",
        "admin:secret@gateway:8080"
      })
  void whatIsNoUrlOfAGatewayIsNotTried(String url) {
    connect(url);
    assertThat(problem()).contains("not a URL").contains("without user or password");
    assertThat(isBusy()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gateway:8080, http://gateway:8080/",
    "'  https://gateway.example.com/faas  ', https://gateway.example.com/faas",
    "http://gateway:8080/?a=b#c, http://gateway:8080/",
    "127.0.0.1, http://127.0.0.1/"
  })
  void aUrlIsReadAsItIsTyped(String typed, String read) {
    assertThat(ConnectionViewModel.parse(typed).orElseThrow()).hasToString(read);
  }

  @Test
  void aMetricsUrlThatIsNoneIsToldBeforeAnythingIsTried() {
    model.metricsUrlProperty().set("http://");
    connect(gateway.url());
    assertThat(problem()).contains("metrics page");
    assertThat(gateway.count("GET")).isZero();
  }

  @Test
  void aPortThatRefusesIsExplainedWithWhatToDo() {
    try (RefusedPort refused = new RefusedPort()) {
      connect(refused.url());
      awaitIdle();
    }
    assertThat(problem()).contains("refuse").contains("Check");
    assertThat(added).isEmpty();
    assertThat(place.workbench().sessions()).isEmpty();
  }

  @Test
  void aWrongPasswordIsTold() {
    gateway.on("GET /system/info", 401, "invalid credentials");
    connect(gateway.url());
    awaitIdle();
    assertThat(problem()).contains("did not accept the user name or password");
  }

  @Test
  void aGatewayThatAnswersIsAddedAndReported() {
    place
        .door()
        .run(
            () -> {
              model.nameProperty().set(" Production ");
              model.userProperty().set(" admin ");
              model.passwordProperty().set(" secret ");
              model.metricsUrlProperty().set("127.0.0.1:1/metrics");
            });
    connect(gateway.url());
    place.door().await("the report", () -> added.size() == 1);
    Connection connection = place.workbench().session(added.getFirst()).orElseThrow().connection();
    assertThat(connection.name()).isEqualTo("Production");
    assertThat(connection.credentials()).contains(new Credentials.Basic("admin", " secret "));
    assertThat(connection.metricsUrl().orElseThrow()).hasToString("http://127.0.0.1:1/metrics");
    assertThat(problem()).isEmpty();
    assertThat(gateway.last("GET /system/info").orElseThrow().header("Authorization")).isPresent();
  }

  @Test
  void withoutANameItIsCalledByItsHostAndWithoutAUserItHasNoPassword() {
    place.door().run(() -> model.userProperty().set(" "));
    connect(gateway.url());
    place.door().await("the report", () -> added.size() == 1);
    Connection connection = place.workbench().session(added.getFirst()).orElseThrow().connection();
    assertThat(connection.name()).isEqualTo("127.0.0.1:" + gateway.server().port());
    assertThat(connection.credentials()).isEqualTo(Optional.empty());
  }

  @Test
  void aSecondTryWhileTheFirstRunsIsIgnored() {
    AtomicBoolean go = new AtomicBoolean();
    gateway.on(
        "GET /system/info",
        (_, connection) -> {
          Await.until("the test", go::get);
          connection.send(LoopbackServer.response("500 Failed", "", "boom"));
        });
    connect(gateway.url());
    connect(gateway.url());
    go.set(true);
    awaitIdle();
    assertThat(gateway.count("GET /system/info")).isEqualTo(1);
    assertThat(problem()).contains("boom");
  }

  @Test
  void aGatewayThatAnswersAfterTheSheetWasClosedIsNotAdded() {
    place.door().hold();
    connect(gateway.url());
    place.door().await("the answer", () -> place.door().held() == 1);
    model.close();
    place.door().release();
    assertThat(place.workbench().sessions()).isEmpty();
    assertThat(added).isEmpty();
  }

  @Test
  void aPasswordThatWouldTravelInClearIsWarnedOfAtEachKeystroke() {
    model.urlProperty().set("http://192.168.1.7:8080");
    assertThat(model.warningProperty().get()).contains("unencrypted");
    model.userProperty().set("");
    assertThat(model.warningProperty().get()).isEmpty();
    model.userProperty().set("admin");
    assertThat(model.warningProperty().get()).contains("unencrypted");
    model.urlProperty().set("https://192.168.1.7:8080");
    assertThat(model.warningProperty().get()).isEmpty();
    model.urlProperty().set("localhost:8080");
    assertThat(model.warningProperty().get()).isEmpty();
    model.urlProperty().set("127.0.0.1.example.com");
    assertThat(model.warningProperty().get()).contains("unencrypted");
  }

  private void connect(String url) {
    place
        .door()
        .run(
            () -> {
              model.urlProperty().set(url);
              model.connect();
            });
  }

  private void awaitIdle() {
    place.door().await("the try is over", () -> !model.busyProperty().get());
  }

  private boolean isBusy() {
    return place.door().read(() -> model.busyProperty().get());
  }

  private String problem() {
    return place.door().read(() -> model.problemProperty().get());
  }
}
