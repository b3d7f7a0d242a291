package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.localgateway.RawHttp.Answer;
import io.fairlead.support.Await;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples do what their descriptions say, through the gateway. */
class SamplesTest {

  @TempDir Path folder;
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void wordCountCounts() throws IOException {
    assertThat(fixture.call("word-count", "one two\nthree\n").text())
        .isEqualTo("{\"lines\":2,\"words\":3,\"bytes\":14,\"longest\":5}");
  }

  @Test
  void bannerWritesFiveRowsOfBigLetters() throws IOException {
    assertThat(fixture.call("banner", "Hi").text())
        .isEqualTo("#   # ###\n#   #  #\n#####  #\n#   #  #\n#   # ###\n\n");
  }

  @Test
  void identiconIsAPictureOfTheAskedSizeAndTheSameForTheSameName() throws IOException {
    Answer answer = fixture.call("identicon?size=64", "alice");
    assertThat(answer.header("Content-Type")).hasValue("image/png");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(image.getHeight()).isEqualTo(64);
    assertThat(fixture.call("identicon?size=64", "alice").body()).isEqualTo(answer.body());
    assertThat(fixture.call("identicon?size=64", "bob").body()).isNotEqualTo(answer.body());
  }

  @Test
  void hashKnowsTheAlgorithms() throws IOException {
    fixture.deploy("hash", "samples/hash", "{}");
    assertThat(fixture.call("hash", "abc").text())
        .isEqualTo("sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n");
    assertThat(fixture.call("hash?algorithm=md5", "abc").text())
        .isEqualTo("md5=900150983cd24fb0d6963f7d28e17f72\n");
    assertThat(fixture.call("hash?algorithm=rot13", "abc").status()).isEqualTo(400);
  }

  @Test
  void envPrintsTheEnvironmentAndNeverASecretsValue() throws IOException {
    fixture.manage("POST", "/system/secrets", "{\"name\":\"key\",\"value\":\"hush\"}");
    fixture.manage(
        "POST",
        "/system/functions",
        "{\"service\":\"env\",\"image\":\"samples/env\",\"secrets\":[\"key\"],\"envVars\":{\"a\":\"b=c\"}}");
    String text = fixture.call("env?a=1&b=2", "hello", "X-Foo", "bar").text();
    assertThat(text.lines())
        .contains(
            "a=b=c", "Http_Method=POST", "Http_Query=a=1&b=2", "Http_X_Foo=bar", "# secret: key");
    assertThat(text).doesNotContain("hush");
  }

  @Test
  void flakyFailsAsOftenAsItIsTold() throws IOException {
    fixture.deploy("always", "samples/flaky", "{\"failure_ratio\":\"1\"}");
    fixture.deploy("never", "samples/flaky", "{\"failure_ratio\":\"0\"}");
    for (int i = 0; i < 20; i++) {
      assertThat(fixture.call("always", "").status()).isEqualTo(500);
      assertThat(fixture.call("never", "").status()).isEqualTo(200);
    }
  }

  @Test
  void primesAndStatusAnswerWhatWasAsked() throws IOException {
    fixture.deploy("primes", "samples/primes", "{}");
    fixture.deploy("status", "samples/status", "{}");
    assertThat(fixture.call("primes?limit=1000", "").text()).isEqualTo("168 primes up to 1000\n");
    assertThat(fixture.call("status?code=418", "").status()).isEqualTo(418);
    assertThat(fixture.call("status?code=99", "").status()).isEqualTo(400);
  }

  @Test
  void eventsArriveOneByOneForACallerThatAskedForThem() throws IOException {
    try (RawHttp caller = RawHttp.open(fixture.url())) {
      caller.request(
          "GET",
          "/function/echo?stream=2",
          new byte[0],
          List.<String[]>of(new String[] {"Accept", "text/event-stream"}));
      assertThat(caller.readHead()).isEqualTo(200);
      assertThat(new String(caller.chunk(), StandardCharsets.UTF_8)).isEqualTo("data: 0\n\n");
      assertThat(new String(caller.chunk(), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
      assertThat(caller.chunk()).isEmpty();
    }
  }

  @Test
  void aLargeBodyIsEchoedWhole() throws IOException {
    byte[] body = new byte[9_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RawHttp caller = RawHttp.open(fixture.url())) {
      Future<?> sending =
          threads.submit(
              () -> {
                caller.request("POST", "/function/echo", body, List.of());
                return null;
              });
      assertThat(Arrays.equals(caller.answer().body(), body)).isTrue();
      assertThat(sending).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a<b", "a>b", "a\\b", "a^b", "a`b", "a{b", "a|b", "a}b", "%zz"})
  void theCharactersInTheDocumentAreRefusedByTheJdksServer(String query) throws IOException {
    Answer answer = RawHttp.send(fixture.url(), "GET", "/function/echo?q=" + query, "");
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[b]", "a'b", "a,b", "a:b@c", "a/b?c", "a%7Bb", "a+b~*()!$;="})
  void otherCharactersReachTheFunction(String query) throws IOException {
    Answer answer =
        RawHttp.send(fixture.url(), "GET", "/function/echo?echo=headers&q=" + query, "");
    assertThat(answer.text()).startsWith("GET /?echo=headers&q=" + query + " HTTP/1.1\n");
  }

  @Test
  void closingBreaksACallInFlightAndReturnsAtOnce() throws IOException {
    fixture.deploy("slow", "samples/sleep", "{\"duration\":\"20s\"}");
    try (RawHttp caller = RawHttp.open(fixture.url())) {
      caller.request("GET", "/function/slow", new byte[0], List.of());
      Await.until(
          "the call is in flight",
          () ->
              fixture
                  .metrics()
                  .contains(
                      "gateway_function_invocation_inflight{function_name=\"slow.openfaas-fn\"}"
                          + " 1"));
      long start = System.nanoTime();
      fixture.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThatThrownBy(caller::answer).isInstanceOfAny(EOFException.class, SocketException.class);
    }
  }
}
