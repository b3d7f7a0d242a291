package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.support.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart keeps, and what a damaged folder does. */
class PersistenceTest {

  @TempDir Path folder;

  private LocalGatewaySettings settings() {
    return LocalGatewaySettings.in(folder).withoutStarters();
  }

  @Test
  void aFirstStartHasFourSamplesAndADeletedOneStaysDeleted() throws IOException {
    try (GatewayFixture first = new GatewayFixture(LocalGatewaySettings.in(folder))) {
      assertThat(names(first)).containsExactly("banner", "echo", "identicon", "word-count");
      first.manage("DELETE", "/system/functions", "{\"functionName\":\"banner\"}");
    }
    try (GatewayFixture second = new GatewayFixture(LocalGatewaySettings.in(folder))) {
      assertThat(names(second)).containsExactly("echo", "identicon", "word-count");
    }
  }

  @Test
  void functionsSecretsNamespacesAndThePasswordSurviveARestartOnOtherPorts() throws IOException {
    String password;
    JsonNode before;
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      password = fixture.gateway().password();
      fixture.manage("POST", "/system/secrets", "{\"name\":\"key\",\"value\":\"k\"}");
      fixture.manage(
          "POST", "/system/namespace/", "{\"name\":\"dev\",\"labels\":{\"openfaas\":\"1\"}}");
      // The registry's port of today stands in the reference and means nothing tomorrow.
      String image =
          fixture.gateway().registryUrl().substring("http://".length()) + "/samples/hash:1.0";
      fixture.manage(
          "POST",
          "/system/functions",
          "{\"service\":\"sign\",\"image\":\"%s\",\"secrets\":[\"key\"],\"envVars\":{\"a\":\"b=c=d\"},\"limits\":{\"memory\":\"64Mi\"}}"
              .formatted(image));
      fixture.scale("sign", 2);
      Await.until(
          "two replicas", () -> fixture.describe("sign").path("availableReplicas").asInt() == 2);
      before = fixture.describe("sign");
    }
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThat(fixture.gateway().password()).isEqualTo(password);
      assertThat(fixture.json("/system/namespaces").toString())
          .isEqualTo("[\"openfaas-fn\",\"dev\"]");
      Await.until(
          "two replicas", () -> fixture.describe("sign").path("availableReplicas").asInt() == 2);
      assertThat(fixture.describe("sign")).isEqualTo(before);
      assertThat(before.at("/envVars/a").asText()).isEqualTo("b=c=d");
      assertThat(before.at("/limits/memory").asText()).isEqualTo("64Mi");
      assertThat(fixture.call("sign?hmac=key", "x").text()).startsWith("sha256=");
    }
  }

  @Test
  void onlyTheOwnerMayReadPasswordAndSecrets() throws IOException {
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      fixture.manage("POST", "/system/secrets", "{\"name\":\"key\",\"value\":\"k\"}");
      for (String file : List.of("password", "secrets.json")) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
      assertThat(Files.readString(fixture.gateway().passwordFile()))
          .isEqualTo(fixture.gateway().password());
    }
  }

  @Test
  void aPasswordFileThatOthersMayReadIsGivenToItsOwnerAlone() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(file, "chosen");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThat(fixture.gateway().password()).isEqualTo("chosen");
      assertThat(Files.readString(file)).isEqualTo("chosen");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aTruncatedFileIsSetAsideAndTheRestIsRead() throws IOException {
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      fixture.deploy("one", "samples/echo", "{}");
      fixture.manage("POST", "/system/secrets", "{\"name\":\"key\",\"value\":\"k\"}");
    }
    Path file = folder.resolve("functions.json");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThat(names(fixture)).isEmpty();
      assertThat(fixture.json("/system/secrets").toString()).contains("key");
      fixture.deploy("two", "samples/echo", "{}");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.startsWith("functions.json.broken-"));
    }
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThat(names(fixture)).containsExactly("two");
    }
  }

  @Test
  void aSecondGatewayOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws IOException {
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThatThrownBy(() -> LocalGateway.start(settings()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another gateway");
      fixture.deploy("still", "samples/echo", "{}");
    }
    // The refused start gave the lock back.
    try (GatewayFixture fixture = new GatewayFixture(settings())) {
      assertThat(names(fixture)).containsExactly("still");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalGateway.start(settings().onPorts(taken.getLocalPort(), 0)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
    LocalGateway.start(settings()).close();
  }

  private static List<String> names(GatewayFixture fixture) {
    return fixture
        .json("/system/functions")
        .valueStream()
        .map(one -> one.path("name").asText())
        .toList();
  }
}
