package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.localgateway.RawHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous calls and their callbacks, as the Community edition's worker makes them. */
class AsyncCallsTest {

  private record Callback(String target, Headers headers, String body) {}

  @TempDir Path folder;
  private final BlockingQueue<Callback> callbacks = new LinkedBlockingQueue<>();
  private GatewayFixture fixture;
  private HttpServer listener;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder).withoutStarters());
    fixture.deploy("fn", "samples/echo", "{}");
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          callbacks.add(
              new Callback(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                  exchange.getRequestHeaders(),
                  body));
          exchange.sendResponseHeaders(200, -1);
        });
    listener.start();
  }

  @AfterEach
  void close() {
    listener.stop(0);
    fixture.close();
  }

  @Test
  void aCallbackHasTheRecordedHeadersAndTheFunctionsAnswer() throws Exception {
    Answer accepted = async("fn", "job one", "/cb/1?tag=x");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.body()).isEmpty();
    Callback callback = next();
    assertThat(callback.target()).isEqualTo("POST /cb/1?tag=x");
    assertThat(callback.body()).isEqualTo("job one");
    assertThat(names(callback.headers())).isEqualTo(recordedNames("50-async-callback-callback"));
    assertThat(callback.headers().getFirst("X-Call-Id"))
        .isEqualTo(accepted.header("X-Call-Id").orElseThrow());
    assertThat(callback.headers().getFirst("X-Function-Name")).isEqualTo("fn");
    assertThat(callback.headers().getFirst("X-Function-Status")).isEqualTo("200");
    assertThat(callback.headers().getFirst("X-Duration-Seconds")).matches("\\d+\\.\\d{6}");
    assertThat(callback.headers().getFirst("User-Agent")).isEqualTo("Go-http-client/1.1");
  }

  @Test
  void theCallersIdIsNotEchoedAndComesBackWithTheCallback() throws Exception {
    Answer accepted = async("fn.openfaas-fn", "job", "/cb", "X-Call-Id", "client-chosen-7");
    assertThat(accepted.header("X-Call-Id")).isEmpty();
    Callback callback = next();
    assertThat(callback.headers().getFirst("X-Call-Id")).isEqualTo("client-chosen-7");
    assertThat(callback.headers().getFirst("X-Function-Name")).isEqualTo("fn.openfaas-fn");
  }

  @Test
  void anUnknownFunctionIsAcceptedAndCalledBackWith404() throws Exception {
    assertThat(async("nonesuch", "job", "/cb").status()).isEqualTo(202);
    Callback callback = next();
    assertThat(callback.headers().getFirst("X-Function-Status")).isEqualTo("404");
    assertThat(names(callback.headers()))
        .isEqualTo(recordedNames("50-async-unknown-function-callback"));
    assertThat(callback.body()).startsWith("error finding function nonesuch.openfaas-fn: ");
  }

  @Test
  void theFunctionSeesTheWorkersRequestWithBothStartTimes() throws Exception {
    async("fn/sub/path?echo=headers&z=1", "job two", "/cb", "X-Custom", "v");
    String seen = next().body().replace("\r", "");
    assertThat(seen)
        .startsWith("POST /sub/path?echo=headers&z=1 HTTP/1.1\n")
        .contains("User-Agent: openfaas-ce/nats-queue-worker\n", "X-Custom: v\n")
        .endsWith("\njob two");
    assertThat(seen.lines().filter(line -> line.startsWith("X-Start-Time: "))).hasSize(2);
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedWithItsSize() throws IOException {
    Answer refused = RawHttp.send(fixture.url(), "POST", "/async-function/fn", "x".repeat(300_000));
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text())
        .isEqualTo(
            "Error queuing request: request body too large for OpenFaaS CE (300000 bytes), maximum:"
                + " 256000 bytes\n");
  }

  @Test
  void aFullQueueRefuses() throws IOException {
    Path other = folder.resolve("small");
    LocalGatewaySettings usual = LocalGatewaySettings.in(other);
    LocalGatewaySettings small =
        new LocalGatewaySettings(
            other, 0, 0, usual.passwordFile(), usual.clock(), false, usual.startDelay(), 1, 1);
    try (GatewayFixture tiny = new GatewayFixture(small)) {
      tiny.deploy("slow", "samples/sleep", "{\"duration\":\"20s\"}");
      Answer answer;
      int sent = 0;
      do {
        answer = RawHttp.send(tiny.url(), "POST", "/async-function/slow", "x");
        sent++;
      } while (answer.status() == 202 && sent < 4);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).startsWith("Error queuing request: the queue is full");
    }
  }

  private Answer async(String target, String body, String callback, String... head)
      throws IOException {
    String[] all = new String[head.length + 2];
    System.arraycopy(head, 0, all, 0, head.length);
    all[head.length] = "X-Callback-Url";
    all[head.length + 1] = "http://127.0.0.1:" + listener.getAddress().getPort() + callback;
    return RawHttp.send(fixture.url(), "POST", "/async-function/" + target, body, all);
  }

  private Callback next() throws InterruptedException {
    Callback callback = callbacks.poll(10, TimeUnit.SECONDS);
    assertThat(callback).as("a callback within ten seconds").isNotNull();
    return callback;
  }

  /** Header names in lower case, without those that Go's or Java's own client adds. */
  private static Set<String> names(Headers headers) {
    Set<String> names = new TreeSet<>();
    headers.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.removeAll(Set.of("connection", "accept-encoding"));
    return names;
  }

  private static Set<String> recordedNames(String recording) throws IOException {
    try (InputStream in =
        AsyncCallsTest.class.getResourceAsStream("/recordings/faasd/" + recording + ".json")) {
      Set<String> names = new TreeSet<>();
      for (JsonNode pair : GatewayFixture.JSON.readTree(in).at("/request/headers")) {
        names.add(pair.get(0).asText().toLowerCase(Locale.ROOT));
      }
      names.removeAll(Set.of("connection", "accept-encoding"));
      return names;
    }
  }
}
