package io.fairlead.net;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
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
    /** Only reads, for as long as the server sends: a connection of its own, never repeated. */
    STREAMS,
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
  private final Duration deadline;
  private final @Nullable Trust trust;
  private final Dns dns;
  private final OkHttpClient reading;
  private final OkHttpClient once;

  private HttpTarget(
      HttpUrl base,
      @Nullable Credentials credentials,
      Duration timeout,
      Duration deadline,
      @Nullable Trust trust,
      Dns dns) {
    this.base = base.newBuilder().username("").password("").query(null).fragment(null).build();
    this.credentials = credentials;
    this.timeout = Objects.requireNonNull(timeout);
    this.deadline = Objects.requireNonNull(deadline);
    this.trust = trust;
    this.dns = Objects.requireNonNull(dns);
    OkHttpClient.Builder patient =
        SHARED
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(deadline)
            .dns(dns);
    if (trust != null) {
      patient.sslSocketFactory(trust.sockets(), trust.manager());
    }
    this.reading = patient.build();
    this.once =
        reading
            .newBuilder()
            .retryOnConnectionFailure(false)
            .connectionPool(NO_REUSE)
            .addInterceptor(HeldStatus::release)
            .addNetworkInterceptor(HeldStatus::hold)
            .build();
  }

  /**
   * A target with a time-out of 30 s between bytes.
   *
   * @param base scheme, host, port and path; user, query and fragment are dropped
   */
  public static HttpTarget of(HttpUrl base, @Nullable Credentials credentials) {
    return new HttpTarget(
        base, credentials, Duration.ofSeconds(30), Duration.ZERO, null, Dns.SYSTEM);
  }

  /** The same target with another time-out between bytes; zero means none. */
  public HttpTarget withTimeout(Duration changed) {
    return new HttpTarget(base, credentials, changed, deadline, trust, dns);
  }

  /** The same target with a limit for an exchange as a whole; zero means none. */
  public HttpTarget withDeadline(Duration whole) {
    return new HttpTarget(base, credentials, timeout, whole, trust, dns);
  }

  /** The same target, whose certificate is checked against these authorities. */
  public HttpTarget withTrust(Trust changed) {
    return new HttpTarget(base, credentials, timeout, deadline, changed, dns);
  }

  /** The same target, whose name is looked up there. */
  HttpTarget withDns(Dns changed) {
    return new HttpTarget(base, credentials, timeout, deadline, trust, changed);
  }

  /** The base URL, without credentials. */
  public HttpUrl base() {
    return base;
  }

  /** The credentials, where there are some. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  /**
   * A URL builder below the base path; every part is encoded as one segment, except that {@code .}
   * and {@code ..} still mean what they mean in a path: callers refuse them.
   */
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
   * A client for many equal calls with these time-outs and this trust, on connections of its own
   * that are kept: nothing is repeated because of its status and no redirect is followed. Without
   * the target's credentials.
   *
   * @param connections kept at most
   * @param again whether a call is sent again where a kept connection turns out dead
   */
  public OkHttpClient keptConnections(int connections, boolean again) {
    return reading
        .newBuilder()
        .retryOnConnectionFailure(again)
        .connectionPool(new ConnectionPool(connections, 5, TimeUnit.SECONDS))
        .addInterceptor(chain -> chain.proceed(HeldStatus.prepared(chain.request())))
        .addInterceptor(HeldStatus::release)
        .addNetworkInterceptor(HeldStatus::hold)
        .build();
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
    return exchange(attempt, request, effect, access, scope, new ExchangeProgress(), reader);
  }

  /** The same, with a progress that the caller can look at meanwhile and afterwards. */
  public <T> Outcome<T> exchange(
      String attempt,
      Request request,
      Effect effect,
      Access access,
      Scope scope,
      ExchangeProgress progress,
      AnswerReader<T> reader) {
    OkHttpClient client = effect == Effect.READS ? reading : once;
    AtomicReference<Call> begun = new AtomicReference<>();
    OkHttpClient.Builder own = client.newBuilder().eventListener(progress);
    if (effect != Effect.READS) {
      own.dns(new ScopedDns(client.dns(), scope, () -> begun.get().isCanceled()));
    }
    Call call = own.build().newCall(prepared(request, access));
    begun.set(call);
    try (Scope.Registration _ = scope.onClose(call::cancel);
        Answered answered = new Answered(execute(call, progress), call)) {
      return reader.read(answered.response(), progress);
    } catch (IOException e) {
      boolean stopped = scope.isClosed() || Thread.currentThread().isInterrupted();
      return Outcome.failed(
          IoFailures.of(
              attempt,
              where(request.url()),
              e,
              progress,
              effect == Effect.CHANGES,
              stopped,
              limit(progress, client)));
    } catch (IllegalArgumentException e) {
      return Outcome.failed(new Failure.Bug(attempt, where(request.url()), e));
    } finally {
      progress.end();
    }
  }

  /** The HTTP library complains about some answers as if they were arguments of ours. */
  private static Response execute(Call call, ExchangeProgress progress) throws IOException {
    try {
      return call.execute();
    } catch (IllegalArgumentException e) {
      if (!progress.mayHaveArrived()) {
        throw e;
      }
      ProtocolException garbled = new ProtocolException(String.valueOf(e.getMessage()));
      garbled.initCause(e);
      throw garbled;
    }
  }

  /** An answer that was received as far as the reader wanted. */
  private record Answered(Response response, Call call) implements AutoCloseable {
    @Override
    public void close() {
      try {
        response.close();
      } catch (IllegalArgumentException _) {
        // The rest of a body with a negative length cannot be thrown away.
        call.cancel();
      }
    }
  }

  /** A URL as failures show it: whole, but without user and password. */
  public static String where(HttpUrl url) {
    return url.newBuilder().username("").password("").build().toString();
  }

  /** The limit that a time-out at this point has exceeded. */
  private Duration limit(ExchangeProgress progress, OkHttpClient client) {
    if (progress.stage().compareTo(ExchangeProgress.Stage.CONNECT) <= 0) {
      return Duration.ofMillis(client.connectTimeoutMillis());
    }
    return deadline.isZero() || (!timeout.isZero() && timeout.compareTo(deadline) < 0)
        ? timeout
        : deadline;
  }

  private Request prepared(Request request, Access access) {
    return HeldStatus.prepared(signed(request, access));
  }

  /** A request as {@link #exchange} would send it: with the console's name and the credentials. */
  public Request signed(Request request, Access access) {
    Request.Builder prepared = request.newBuilder();
    if (request.header("User-Agent") == null) {
      prepared.header("User-Agent", "Fairlead");
    }
    if (access == Access.WITH_CREDENTIALS && credentials != null && sameServer(request.url())) {
      prepared.header("Authorization", credentials.headerValue());
    }
    return prepared.build();
  }

  private boolean sameServer(HttpUrl url) {
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port();
  }
}
