package io.fairlead.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.FunctionList;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.support.Await;
import io.fairlead.support.Clients;
import io.fairlead.support.FairleadProcess;
import io.fairlead.support.FairleadProcess.Ended;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of every screen, taken by the real program without a display. */
class SnapshotProcessTest {

  /** A blank or broken window has a handful of colours; the plainest screen has far more. */
  private static final int COLOURS = 100;

  @TempDir Path folder;

  private Ended snapshot(Duration limit, String... more) throws IOException {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("--snapshot", pictures().toString(), "--theme", "light", "--size", "1000x700"));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    words.addAll(List.of(more));
    try (FairleadProcess program = FairleadProcess.start(words.toArray(String[]::new))) {
      Ended ended = program.awaitEnd(limit);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.code()).isZero();
      return ended;
    }
  }

  private Path pictures() {
    return folder.resolve("pictures");
  }

  /** The pictures' screens and states, once index and files agree and none is blank. */
  private List<String> shown() throws IOException {
    JsonNode index = new ObjectMapper().readTree(pictures().resolve("index.json").toFile());
    try (Stream<Path> files = Files.list(pictures())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("index.json"), texts(index, "file").stream()).toList());
    }
    for (JsonNode entry : index) {
      assertThat(entry.get("file").asText())
          .isEqualTo(
              entry.get("screen").asText()
                  + "-"
                  + entry.get("state").asText()
                  + "-"
                  + entry.get("theme").asText()
                  + ".png");
      assertIsPicture(pictures().resolve(entry.get("file").asText()));
    }
    return StreamSupport.stream(index.spliterator(), false)
        .map(entry -> entry.get("screen").asText() + " " + entry.get("state").asText())
        .toList();
  }

  private static List<String> texts(JsonNode index, String field) {
    return StreamSupport.stream(index.spliterator(), false)
        .map(entry -> entry.get(field).asText())
        .toList();
  }

  private static void assertIsPicture(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    assertThat(width + "x" + height).as(file.toString()).isEqualTo("1000x700");
    long colours =
        Arrays.stream(image.getRGB(0, 0, width, height, null, 0, width)).distinct().count();
    assertThat(colours).as(file.toString()).isGreaterThan(COLOURS);
  }

  @Test
  void everyScreenIsShownInItsStates() throws IOException {
    snapshot(Duration.ofSeconds(150));

    assertThat(shown())
        .contains(
            "welcome empty",
            "connection empty",
            "connection failing",
            "gateway empty",
            "gateway busy",
            "gateway failing",
            "gateway filled",
            "gateway filtered-away",
            "gateway stale",
            "deploy filled",
            "deploy busy",
            "deploy ready",
            "deploy failing",
            "function-overview empty",
            "function-overview filled",
            "function-overview stale",
            "logs empty",
            "logs filled",
            "call empty",
            "call filled",
            "call image",
            "call failing",
            "call busy",
            "call unreachable",
            "call-async busy",
            "call-async filled",
            "inbox empty",
            "inbox filled",
            "delete asking");
  }

  @Test
  void aGatewayThatIsNotOursIsShownAndNotChanged() throws IOException {
    try (LocalGateway gateway =
            LocalGateway.start(LocalGatewaySettings.in(folder.resolve("theirs")));
        Scope scope = new Scope("test")) {
      GatewayClient client =
          new GatewayClient(
              Clients.GATEWAY,
              HttpTarget.of(
                  HttpUrl.get(gateway.url()),
                  new Credentials.Basic(gateway.username(), gateway.password())));
      // Without it the client would not know that a missing number of ready replicas is zero.
      client.info(scope);
      Await.until("the functions", () -> serving(client, scope) == 4);
      FunctionList before = client.list("", scope).toOptional().orElseThrow();

      snapshot(
          Duration.ofSeconds(60),
          "--connect",
          gateway.url(),
          "--metrics-url",
          gateway.metricsUrl(),
          "--password-file",
          gateway.passwordFile().toString());

      assertThat(shown())
          .containsExactly(
              "welcome empty",
              "connection empty",
              "connection failing",
              "gateway filled",
              "function-overview filled",
              "call empty",
              "logs filled",
              "deploy empty",
              "inbox empty");
      assertThat(client.list("", scope).toOptional().orElseThrow().functions())
          .as("not even called")
          .isEqualTo(before.functions());
    }
  }

  private static long serving(GatewayClient client, Scope scope) {
    return client.list("", scope).toOptional().orElseThrow().functions().stream()
        .filter(io.fairlead.model.FunctionStatus::isServing)
        .count();
  }

  @Test
  void aGatewayThatCannotBeReachedIsShownAsSuch() throws IOException {
    snapshot(Duration.ofSeconds(60), "--connect", "http://127.0.0.1:1");

    assertThat(shown()).contains("gateway failing", "deploy empty").doesNotContain("logs filled");
  }

  @Test
  void aGatewayThatKeepsSilentIsShownAsConnecting() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      snapshot(Duration.ofSeconds(60), "--connect", "http://127.0.0.1:" + silent.getLocalPort());

      assertThat(shown()).contains("gateway busy", "deploy empty").doesNotContain("logs filled");
    }
  }
}
