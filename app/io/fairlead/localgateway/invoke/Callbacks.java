package io.fairlead.localgateway.invoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the answer of an asynchronous call to its callback URL, with exactly the headers of the
 * Community edition's worker (contract 1.7, recordings 50-*-callback). Once: no answer, or a bad
 * one, is logged and not tried again.
 */
public final class Callbacks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable HttpClient client;
  private boolean closed;

  /** Callbacks; the HTTP client is made when the first one is due. */
  public Callbacks(Clock clock) {
    this.clock = clock;
  }

  void send(AsyncQueue.Queued call, MemorySink answer, long nanos) throws InterruptedException {
    HttpClient open = client();
    if (open == null) {
      return;
    }
    try {
      HttpResponse<Void> response =
          open.send(request(call, answer, nanos), HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() >= 300) {
        LOG.info("callback of call {} was answered {}", call.callId(), response.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("callback of call {} failed: {}", call.callId(), e.toString());
    }
  }

  private HttpRequest request(AsyncQueue.Queued call, MemorySink answer, long nanos) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.callbackUrl()))
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.ofByteArray(answer.body()));
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!HeaderNames.staysHere(name)) {
                request.setHeader(name, value);
              }
            });
    request.setHeader("User-Agent", "Go-http-client/1.1");
    request.setHeader("Date", DATE.format(clock.instant()));
    request.setHeader("X-Call-Id", call.callId());
    request.setHeader("X-Duration-Seconds", BufferedAnswer.seconds(nanos));
    request.setHeader("X-Function-Name", call.function());
    request.setHeader("X-Function-Status", Integer.toString(answer.status()));
    return request.build();
  }

  private @Nullable HttpClient client() {
    opening.lock();
    try {
      if (client == null && !closed) {
        client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .build();
      }
      return client;
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      if (client != null) {
        client.shutdownNow();
      }
    } finally {
      opening.unlock();
    }
  }
}
