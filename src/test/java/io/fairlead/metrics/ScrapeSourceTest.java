package io.fairlead.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScrapeSourceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Scope scope = new Scope("scrape-test");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ScrapeSource source;
  private int status = 200;
  private byte[] body = {};
  private String encoding = "";

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          asked.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Accept-Encoding"));
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          if (!encoding.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
          }
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    source = sourceAt("127.0.0.1", server.getAddress().getPort());
  }

  private ScrapeSource sourceAt(String host, int port) {
    HttpUrl url = new HttpUrl.Builder().scheme("http").host(host).port(port).build();
    return new ScrapeSource(
        HttpTarget.of(url, new Credentials.Basic("admin", "secret")),
        url.newBuilder().addPathSegment("metrics").build(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        Duration.ofSeconds(5));
  }

  @AfterEach
  void stopServer() {
    scope.close();
    server.stop(0);
  }

  private Failure failure(Outcome<?> outcome) {
    return outcome.toFailure().orElseThrow();
  }

  @Test
  void readsARealGatewaysPageWithoutCredentials() throws IOException {
    body = RecordedMetrics.body("faasd/70-gateway-metrics");

    assertThat(source.refresh(scope)).isEqualTo(Outcome.ok(NOW));
    assertThat(asked).containsExactly("null identity");
    assertThat(source.lastTook()).isPositive();
    assertThat(source.figures(scope).toOptional().orElseThrow()).containsKey("fn.openfaas-fn");
    assertThat(source.description())
        .isEqualTo(
            "Scrape of http://127.0.0.1:%d/metrics, every 5 s"
                .formatted(server.getAddress().getPort()));
  }

  @Test
  void readsACompressedPage() throws IOException {
    body = RecordedMetrics.body("faasd/70-gateway-metrics-gzip");
    encoding = "gzip";
    // A name that is not recognised as this machine: over a network compression is asked for.
    ScrapeSource distant = sourceAt("0.0.0.0", server.getAddress().getPort());

    assertThat(distant.refresh(scope)).isEqualTo(Outcome.ok(NOW));
    assertThat(asked).containsExactly("null gzip");
    assertThat(distant.figures(scope).toOptional().orElseThrow()).containsKey("fn.openfaas-fn");
  }

  @Test
  void aWebPageIsNoMetrics() {
    body = "\n<!doctype html><html>Sign in</html>".getBytes(StandardCharsets.UTF_8);

    Failure failure = failure(source.refresh(scope));

    assertThat(failure).isInstanceOf(Failure.BadPayload.class);
    assertThat(failure.evidence()).contains("Sign in");
  }

  @Test
  void anEmptyPageAndJsonAreNoMetrics() {
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.BadPayload.class);
    body = "{\"status\":\"success\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.BadPayload.class);
  }

  @Test
  void theWrongPortIsExplained() throws IOException {
    status = 404;
    body = RecordedMetrics.body("faasd/70-gateway-metrics-on-8080");

    Failure failure = failure(source.refresh(scope));

    assertThat(failure).isInstanceOf(Failure.NotFound.class);
    assertThat(failure.explanation()).contains("8082");
  }

  @Test
  void refusalsAreToldApart() {
    status = 401;
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.Unauthorised.class);
    status = 403;
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.Forbidden.class);
    status = 302;
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.Rejected.class);
    status = 503;
    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.ServerError.class);
  }

  @Test
  void whatWasReadBeforeStaysWhenTheGatewayGoes() throws IOException {
    body = RecordedMetrics.body("faas-netes/70-gateway-metrics");
    source.refresh(scope);
    server.stop(0);

    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.Unreachable.class);

    TimeRange range = new TimeRange(NOW.minusSeconds(60), NOW.plusSeconds(60));
    GatewayMetrics gateway = source.gateway(range, scope).toOptional().orElseThrow();
    assertThat(gateway.rateByCode()).isNotEmpty();
    assertThat(gateway.notes()).anyMatch(note -> note.startsWith("the last scrape failed"));
  }

  @Test
  void beforeTheFirstGoodScrapeTheFailureStandsInPlaceOfNumbers() {
    server.stop(0);
    source.refresh(scope);

    TimeRange range = new TimeRange(NOW.minusSeconds(60), NOW);
    assertThat(failure(source.function("a.ns", range, scope)))
        .isInstanceOf(Failure.Unreachable.class);
    assertThat(failure(source.figures(scope))).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void aPageBeyondTheBoundIsRefused() {
    body = new byte[33 * 1024 * 1024];
    java.util.Arrays.fill(body, (byte) '#');

    assertThat(failure(source.refresh(scope)).explanation()).contains("32 MB");
  }

  @Test
  void aClosedScopeCancels() {
    scope.close();

    assertThat(failure(source.refresh(scope))).isInstanceOf(Failure.Cancelled.class);
  }
}
