package io.fairlead.openfaas;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.ExchangeProgress;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.OneShotBody;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to {@code /function} and {@code /async-function}, exactly as written or not at all.
 */
final class Invoker {

  private static final int MOST_REDIRECTS = 10;
  private static final String RESOLVED_PATH =
      "The path holds . or .. as a segment, which this console's HTTP library would resolve:"
          + " the function would get another path.";

  /** What speaks for a person or a machine, and stays with the server that it was meant for. */
  private static final Set<String> SECRETS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-auth-token");

  private final HttpTarget target;

  Invoker(HttpTarget target) {
    this.target = target;
  }

  Outcome<InvocationReply> invoke(
      Invocation call, Duration timeout, Scope scope, Reception reception) {
    String attempt =
        (call.async() ? "Queue a call of " : "Call ") + call.function().qualifiedName();
    Optional<String> obstacle = CallObstacle.of(call, target.base().isHttps());
    if (obstacle.isPresent()) {
      return refused(attempt, obstacle.get());
    }
    Optional<HttpUrl> url = CallUrl.of(target, call);
    if (url.isEmpty()) {
      return refused(attempt, RESOLVED_PATH);
    }
    return exchange(attempt, url.get(), call, timeout, scope, reception);
  }

  /** Sends the same to whatever URL, and to no function. */
  Outcome<InvocationReply> invoke(
      HttpUrl url, Invocation call, Duration timeout, Scope scope, Reception reception) {
    String attempt = call.method() + " " + HttpTarget.where(url);
    Optional<String> obstacle = CallObstacle.of(call, url.isHttps());
    return obstacle.isPresent()
        ? refused(attempt, obstacle.get())
        : exchange(attempt, url, call, timeout, scope, reception);
  }

  private Outcome<InvocationReply> exchange(
      String attempt,
      HttpUrl url,
      Invocation call,
      Duration timeout,
      Scope scope,
      Reception reception) {
    // Who asks for a stream of events wants it for as long as it flows.
    Duration whole = asksForEvents(call) ? Duration.ZERO : timeout;
    HttpTarget patient = target.withTimeout(timeout).withDeadline(whole);
    Outcome<InvocationReply> outcome =
        send(attempt, request(url, call), call, patient, scope, reception);
    reception.end();
    return outcome;
  }

  /** What would be sent, with its headers, or why it cannot be; sends nothing. */
  Outcome<Request> written(Invocation call) {
    String attempt = "Write a call of " + call.function().qualifiedName();
    Optional<String> obstacle = CallObstacle.of(call, target.base().isHttps());
    if (obstacle.isPresent()) {
      return refused(attempt, obstacle.get());
    }
    Optional<HttpUrl> url = CallUrl.of(target, call);
    if (url.isEmpty()) {
      return refused(attempt, RESOLVED_PATH);
    }
    Request request = request(url.get(), call);
    return Outcome.ok(target.signed(request, access(request, call)));
  }

  private static HttpTarget.Access access(Request first, Invocation call) {
    return call.credentials() && first.header("Authorization") == null
        ? HttpTarget.Access.WITH_CREDENTIALS
        : HttpTarget.Access.ANONYMOUS;
  }

  private Outcome<InvocationReply> send(
      String attempt,
      Request first,
      Invocation call,
      HttpTarget patient,
      Scope scope,
      Reception reception) {
    HttpTarget.Access access = access(first, call);
    Request request = first;
    int left = call.redirects() == Invocation.Redirects.FOLLOW ? MOST_REDIRECTS : 0;
    while (true) {
      boolean follows = left > 0;
      ExchangeProgress progress = reception.begin();
      Outcome<Step> step =
          patient.exchange(
              attempt,
              request,
              HttpTarget.Effect.CHANGES,
              access,
              scope,
              progress,
              (response, _) -> Outcome.ok(step(response, follows, scope, reception)));
      if (!(step instanceof Outcome.Ok<Step>(Redirected redirected))) {
        return step.then(done -> Outcome.ok(((Replied) done).reply()));
      }
      reception.redirected(redirected.hop(request));
      request = redirected.next(request);
      left--;
    }
  }

  /** What one exchange came to. */
  private sealed interface Step {}

  private record Replied(InvocationReply reply) implements Step {}

  private record Redirected(int status, HttpUrl to) implements Step {

    Hop hop(Request from) {
      return new Hop(
          status, HttpTarget.where(from.url()), HttpTarget.where(to), leaves(from.url()));
    }

    private boolean leaves(HttpUrl from) {
      return !from.scheme().equals(to.scheme())
          || !from.host().equals(to.host())
          || from.port() != to.port();
    }

    /** As browsers do it: a 303, and a POST moved by 301 or 302, go on as a GET without a body. */
    Request next(Request from) {
      Request.Builder next = from.newBuilder().url(to);
      boolean asksAnew =
          (status == 303 && !from.method().equals("HEAD"))
              || ((status == 301 || status == 302) && from.method().equals("POST"));
      if (asksAnew) {
        next.method("GET", null).removeHeader("Content-Type").removeHeader("Content-Length");
      }
      if (leaves(from.url())) {
        for (String name : from.headers().names()) {
          if (SECRETS.contains(name.toLowerCase(Locale.ROOT)) || name.equalsIgnoreCase("Host")) {
            next.removeHeader(name);
          }
        }
      }
      return next.build();
    }
  }

  private static Step step(Response response, boolean follows, Scope scope, Reception reception) {
    String location = response.header("Location");
    if (follows && isRedirect(response.code()) && location != null) {
      HttpUrl to = response.request().url().resolve(location);
      if (to != null) {
        return new Redirected(response.code(), to);
      }
    }
    return new Replied(new ReplyReader(reception, scope).read(response));
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private <T> Outcome<T> refused(String attempt, String explanation) {
    return Outcome.failed(
        new Failure.Rejected(
            attempt,
            target.base().toString(),
            0,
            explanation,
            "Change the call; nothing was sent.",
            ""));
  }

  private static boolean asksForEvents(Invocation call) {
    return call.headers().stream()
        .anyMatch(
            header ->
                header.isNamed("Accept")
                    && header.value().toLowerCase(Locale.ROOT).contains("text/event-stream"));
  }

  private static Request request(HttpUrl url, Invocation call) {
    Headers.Builder headers = new Headers.Builder();
    for (Header header : call.headers()) {
      headers.add(header.name(), header.value());
    }
    // Without it OkHttp would ask for gzip by itself and hide what the function then answers.
    if (headers.get("Accept-Encoding") == null) {
      headers.add("Accept-Encoding", "identity");
    }
    RequestBody body = body(call);
    MediaType type = call.body().contentType();
    if (body != null && type != null && headers.get("Content-Type") == null) {
      headers.add("Content-Type", type.toString());
    }
    return new Request.Builder()
        .url(url)
        .headers(headers.build())
        .method(call.method(), body)
        .build();
  }

  private static @Nullable RequestBody body(Invocation call) {
    boolean bodiless =
        switch (call.method()) {
          case "GET", "HEAD" -> true;
          // For these the HTTP library wants a body, if only an empty one.
          case "POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY" -> false;
          default -> length(call.body()).orElse(1) == 0;
        };
    return bodiless ? null : new OneShotBody(call.body(), null);
  }

  private static OptionalInt length(RequestBody body) {
    try {
      return OptionalInt.of(Math.clamp(body.contentLength(), -1, 1));
    } catch (IOException _) {
      return OptionalInt.empty();
    }
  }
}
