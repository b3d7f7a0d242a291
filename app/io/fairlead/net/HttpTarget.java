package io.fairlead.net;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * One server this console talks to: its base URL, its credentials and its connections.
 *
 * <p>Redirects are never followed. A request that changes something travels on a fresh connection
 * and is never repeated, so a pooled connection that the server has closed cannot make its outcome
 * unknown. Safe for use from many threads; blocks.
 */
public final class HttpTarget {

  /** What an exchange does to the server. */
  public enum Effect {
    /** Only reads: may be repeated when a pooled connection turns out dead. */
    READS,
    /** Changes something: sent once, and a lost answer is an unknown outcome. */
    CHANGES
  }

  /** Whether an exchange carries the target's credentials. */
  public enum Access {
    WITH_CREDENTIALS,
    ANONYMOUS
  }

  /** Reads an answer to its end. */
  @FunctionalInterface
  public interface AnswerReader<T> {
    /** Reads; the caller closes the response. */
    Outcome<T> read(Response response, ExchangeProgress progress) throws IOException;
  }

  /** One connection pool and dispatcher for all targets. */
  private static final OkHttpClient SHARED =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .followSslRedirects(false)
          .authenticator((@Nullable Route route, Response response) -> null)
          .build();

  private static final ConnectionPool NO_REUSE = new ConnectionPool(0, 1, TimeUnit.SECONDS);

  private final HttpUrl base;
  private final @Nullable Credentials credentials;
  private final Duration timeout;
  private final OkHttpClient reading;
  private final OkHttpClient changing;

  private HttpTarget(HttpUrl base, @Nullable Credentials credentials, Duration timeout) {
    this.base = Objects.requireNonNull(base);
    this.credentials = credentials;
    this.timeout = timeout;
    this.reading =
        SHARED
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .build();
    this.changing =
        reading.newBuilder().retryOnConnectionFailure(false).connectionPool(NO_REUSE).build();
  }

  /** A target with a time-out of 30 s between bytes. */
  public static HttpTarget of(HttpUrl base, @Nullable Credentials credentials) {
    return new HttpTarget(base, credentials, Duration.ofSeconds(30));
  }

  /** The same target with another time-out between bytes; zero means none. */
  public HttpTarget withTimeout(Duration changed) {
    return new HttpTarget(base, credentials, changed);
  }

  /** The base URL, without credentials. */
  public HttpUrl base() {
    return base;
  }

  /** The credentials, where there are some. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  /** A URL builder below the base path; every part is encoded as one segment. */
  public HttpUrl.Builder resolve(String... segments) {
    HttpUrl.Builder url = base.newBuilder();
    if (!base.pathSegments().getLast().isEmpty()) {
      url.addPathSegment("");
    }
    for (String segment : segments) {
      url.addPathSegment(segment);
    }
    return url;
  }

  /**
   * Carries out one exchange and reads its answer; never throws for what the network or the server
   * did.
   *
   * @param attempt what is tried, for the failure: "List functions"
   * @param scope closing it cancels the exchange
   */
  public <T> Outcome<T> exchange(
      String attempt,
      Request request,
      Effect effect,
      Access access,
      Scope scope,
      AnswerReader<T> reader) {
    ExchangeProgress progress = new ExchangeProgress();
    OkHttpClient client = effect == Effect.CHANGES ? changing : reading;
    Call call =
        client.newBuilder().eventListener(progress).build().newCall(authorised(request, access));
    try (Scope.Registration _ = scope.onClose(call::cancel);
        Response response = call.execute()) {
      return reader.read(response, progress);
    } catch (IOException e) {
      return Outcome.failed(
          IoFailures.of(
              attempt,
              request.url().redact(),
              e,
              progress,
              effect == Effect.CHANGES,
              call.isCanceled() || scope.isClosed(),
              progress.stage() == ExchangeProgress.Stage.CONNECT
                  ? Duration.ofMillis(client.connectTimeoutMillis())
                  : timeout));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(new Failure.Bug(attempt, request.url().redact(), e));
    }
  }

  private Request authorised(Request request, Access access) {
    if (access == Access.ANONYMOUS || credentials == null || !sameServer(request.url())) {
      return request;
    }
    return request.newBuilder().header("Authorization", credentials.headerValue()).build();
  }

  private boolean sameServer(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }
}
