package io.fairlead.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.localgateway.RawHttp;
import io.fairlead.localgateway.RawHttp.Answer;
import io.fairlead.support.Await;
import io.fairlead.support.FairleadProcess;
import io.fairlead.support.FairleadProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded gateway in a process of its own, as somebody else's script starts it. */
class LocalGatewayProcessTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;

  /** What its one line says. */
  private record Told(
      String url, String metricsUrl, String registryUrl, String username, Path passwordFile) {

    static Told by(FairleadProcess program) throws IOException {
      JsonNode line = JSON.readTree(program.firstLine());
      assertThat(line.properties().stream().map(java.util.Map.Entry::getKey))
          .containsExactly("url", "metricsUrl", "registryUrl", "username", "passwordFile");
      return new Told(
          line.get("url").asText(),
          line.get("metricsUrl").asText(),
          line.get("registryUrl").asText(),
          line.get("username").asText(),
          Path.of(line.get("passwordFile").asText()));
    }

    Answer manage(String method, String target, String body) {
      try {
        String pair = username + ":" + Files.readString(passwordFile).strip();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return RawHttp.send(url, method, target, body, "Authorization", "Basic " + basic);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> functions() {
      try {
        return JSON.readTree(manage("GET", "/system/functions", "").text())
            .findValuesAsText("name");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String port() {
      return String.valueOf(URI.create(url).getPort());
    }

    String metricsPort() {
      return String.valueOf(URI.create(metricsUrl).getPort());
    }
  }

  private FairleadProcess start(String... more) throws IOException {
    List<String> words = new java.util.ArrayList<>(List.of("--local-gateway", "--data"));
    words.add(data.toString());
    words.addAll(List.of(more));
    return FairleadProcess.start(words.toArray(String[]::new));
  }

  @Test
  void oneLineTellsHowToReachItAndItIsTrue() throws IOException {
    try (FairleadProcess program = start()) {
      Told told = Told.by(program);

      assertThat(told.functions()).contains("echo", "word-count", "banner", "identicon");
      assertThat(RawHttp.send(told.url(), "GET", "/system/functions", "").status()).isEqualTo(401);
      Answer metrics =
          RawHttp.send(told.metricsUrl(), "GET", URI.create(told.metricsUrl()).getRawPath(), "");
      assertThat(metrics.text()).contains("gateway_service_count");
      Answer images = RawHttp.send(told.registryUrl(), "GET", "/v2/_catalog", "");
      assertThat(images.status()).isEqualTo(200);
      assertThat(images.text()).contains("samples/primes");
      assertThat(program.output().lines()).hasSize(1);
    }
  }

  @Test
  void onlyItsOwnerMayReadThePassword() throws IOException {
    Path file = data.resolve("elsewhere").resolve("secret");
    try (FairleadProcess program = start("--password-file", file.toString())) {
      Told told = Told.by(program);

      assertThat(told.passwordFile()).isEqualTo(file);
      assertThat(told.manage("GET", "/system/info", "").status()).isEqualTo(200);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void whenStoppedItFreesFolderAndPortsAndKeepsItsFunctions() throws IOException {
    Told first;
    try (FairleadProcess program = start()) {
      first = Told.by(program);
      String primes = "{\"service\":\"counter\",\"image\":\"samples/primes:1.0\"}";
      assertThat(first.manage("POST", "/system/functions", primes).status()).isBetween(200, 202);
      program.terminate();
      Ended ended = program.awaitEnd(Duration.ofSeconds(5));
      assertThat(ended.code()).isIn(0, 143);
      assertThat(ended.err()).isEmpty();
    }
    try (FairleadProcess program =
        start("--port", first.port(), "--metrics-port", first.metricsPort())) {
      Told second = Told.by(program);

      assertThat(second).isEqualTo(first);
      assertThat(second.functions()).contains("counter", "echo");
      Await.until(
          "the function to serve again",
          () -> second.manage("POST", "/function/counter", "").status() == 200);
    }
  }

  @Test
  void aSecondOneOnTheSameFolderOrPortSaysSoInOneSentence(@TempDir Path other) throws IOException {
    try (FairleadProcess program = start()) {
      Told told = Told.by(program);

      assertRefused(
          FairleadProcess.run("--local-gateway", "--data", data.toString()),
          "is in use by another gateway");
      assertRefused(
          FairleadProcess.run("--local-gateway", "--data", other.toString(), "--port", told.port()),
          "port " + told.port());
      assertThat(told.manage("GET", "/system/info", "").status()).isEqualTo(200);
    }
  }

  private static void assertRefused(Ended ended, String part) {
    assertThat(ended.complaints()).as(ended.err()).hasSize(1).first().asString().contains(part);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }
}
