package io.fairlead.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {

  private static final Credentials ADMIN = new Credentials.Basic("admin", "pässword");

  private static String resolved(String base, String... segments) {
    return HttpTarget.of(HttpUrl.get(base), null).resolve(segments).build().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "http://gateway, http://gateway/system/info",
    "http://gateway/, http://gateway/system/info",
    "http://gateway:8080, http://gateway:8080/system/info",
    "http://gateway/faas, http://gateway/faas/system/info",
    "http://gateway/faas/, http://gateway/faas/system/info",
    "http://gateway/a/b/, http://gateway/a/b/system/info",
    "http://[::1]:8080, http://[::1]:8080/system/info",
    "http://[2001:db8::1]/faas/, http://[2001:db8::1]/faas/system/info",
    "https://gateway/?old=1#top, https://gateway/system/info",
    "https://admin:secret@gateway/, https://gateway/system/info",
  })
  void routesAreBelowTheBase(String base, String expected) {
    assertThat(resolved(base, "system", "info")).isEqualTo(expected);
  }

  @Test
  void aSegmentIsOneSegment() {
    assertThat(resolved("http://gateway", "function", "a/b c?d#e"))
        .isEqualTo("http://gateway/function/a%2Fb%20c%3Fd%23e");
    assertThat(resolved("http://gateway/faas", "system", "namespace", ""))
        .isEqualTo("http://gateway/faas/system/namespace/");
  }

  @Test
  void credentialsGoToTheTargetAndToNoOtherServer() {
    String answer = LoopbackServer.response("200 OK", "", "");
    try (LoopbackServer own = LoopbackServer.answering(answer);
        LoopbackServer other = LoopbackServer.answering(answer);
        Scope scope = new Scope("test")) {
      HttpTarget target = HttpTarget.of(HttpUrl.get(own.url()), ADMIN);
      for (String url : List.of(own.url(), other.url())) {
        Outcome<Integer> status = status(target, url, HttpTarget.Access.WITH_CREDENTIALS, scope);
        assertThat(status).isEqualTo(Outcome.ok(200));
      }
      status(target, own.url(), HttpTarget.Access.ANONYMOUS, scope);
      assertThat(own.received().get(0).header("Authorization")).contains(ADMIN.headerValue());
      assertThat(own.received().get(1).header("Authorization")).isEmpty();
      assertThat(other.received().getFirst().header("Authorization")).isEmpty();
    }
  }

  @Test
  void credentialsAreUtf8AndNeverPrinted() {
    assertThat(ADMIN.headerValue()).isEqualTo("Basic YWRtaW46cMOkc3N3b3Jk");
    assertThat(ADMIN.toString()).doesNotContain("pässword");
  }

  @Test
  void aServerOnOneOfTwoAddressesOfANameIsFound() {
    String answer = LoopbackServer.response("200 OK", "", "");
    try (LoopbackServer server = LoopbackServer.answering(answer);
        Scope scope = new Scope("test")) {
      String url = "http://localhost:" + server.port();
      HttpTarget target = HttpTarget.of(HttpUrl.get(url), null);
      for (HttpTarget.Effect effect : HttpTarget.Effect.values()) {
        Outcome<Integer> status =
            target.exchange(
                "Try",
                new Request.Builder().url(url).build(),
                effect,
                HttpTarget.Access.ANONYMOUS,
                scope,
                (response, _) -> Outcome.ok(response.code()));
        assertThat(status).isEqualTo(Outcome.ok(200));
      }
    }
  }

  private static Outcome<Integer> status(
      HttpTarget target, String url, HttpTarget.Access access, Scope scope) {
    return target.exchange(
        "Try",
        new Request.Builder().url(url).build(),
        HttpTarget.Effect.READS,
        access,
        scope,
        (response, _) -> Outcome.ok(response.code()));
  }

  @Test
  void aNameThatIsLookedUpForEverIsGivenUpAtOnceAndAtTheDeadline() {
    CountDownLatch never = new CountDownLatch(1);
    HttpTarget target =
        HttpTarget.of(HttpUrl.get("http://gateway.example/"), null)
            .withDns(name -> lookUpFor(never, name));
    try (Scope scope = new Scope("test");
        Scope runner = new Scope("runner")) {
      long began = System.nanoTime();
      Outcome<Integer> late = change(target.withDeadline(Duration.ofMillis(200)), scope);
      assertThat(late.toFailure().orElseThrow()).isInstanceOf(Failure.TimedOut.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

      BlockingQueue<Outcome<Integer>> outcomes = new ArrayBlockingQueue<>(1);
      runner.run(() -> outcomes.add(change(target, scope)));
      runner.run(scope::close);
      Await.until("it is given up", Duration.ofSeconds(1), () -> !outcomes.isEmpty());
      assertThat(outcomes.element().toFailure().orElseThrow())
          .isInstanceOf(Failure.Cancelled.class);
    } finally {
      never.countDown();
    }
  }

  private static List<InetAddress> lookUpFor(CountDownLatch never, String name)
      throws UnknownHostException {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(name);
  }

  private static Outcome<Integer> change(HttpTarget target, Scope scope) {
    return target.exchange(
        "Try",
        new Request.Builder().url(target.base()).build(),
        HttpTarget.Effect.CHANGES,
        HttpTarget.Access.ANONYMOUS,
        scope,
        (response, _) -> Outcome.ok(response.code()));
  }
}
