package io.fairlead.openfaas;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.ExchangeProgress;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.OneShotBody;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to {@code /function} and {@code /async-function}, exactly as written or not at all.
 */
final class Invoker {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final HttpTarget target;

  Invoker(HttpTarget target) {
    this.target = target;
  }

  Outcome<InvocationReply> invoke(Invocation call, Duration timeout, Scope scope) {
    String attempt =
        (call.async() ? "Queue a call of " : "Call ") + call.function().qualifiedName();
    Optional<String> obstacle = obstacle(call);
    if (obstacle.isPresent()) {
      return refused(attempt, obstacle.get());
    }
    Optional<HttpUrl> url = CallUrl.of(target, call);
    if (url.isEmpty()) {
      return refused(
          attempt,
          "The path holds . or .. as a segment, which this console's HTTP library would resolve:"
              + " the function would get another path.");
    }
    return target
        .withTimeout(timeout)
        .withDeadline(timeout)
        .exchange(
            attempt,
            request(url.get(), call),
            HttpTarget.Effect.CHANGES,
            HttpTarget.Access.ANONYMOUS,
            scope,
            (response, progress) -> Outcome.ok(reply(response, progress, scope)));
  }

  private Outcome<InvocationReply> refused(String attempt, String explanation) {
    return Outcome.failed(
        new Failure.Rejected(
            attempt,
            target.base().toString(),
            0,
            explanation,
            "Change the call; nothing was sent.",
            ""));
  }

  /** Why a call cannot go out as it is written. */
  private static Optional<String> obstacle(Invocation call) {
    if (call.function().name().isEmpty()) {
      return Optional.of("The call names no function.");
    }
    if (!isToken(call.method())) {
      return Optional.of("\"" + call.method() + "\" is no HTTP method.");
    }
    boolean bodiless = call.method().equals("GET") || call.method().equals("HEAD");
    if (bodiless && call.body().length > 0) {
      return Optional.of(
          "A " + call.method() + " with a body cannot be sent; use POST, or remove the body.");
    }
    for (Header header : call.headers()) {
      Optional<String> obstacle = obstacle(header, call.body().length);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> obstacle(Header header, int length) {
    if (!isToken(header.name())) {
      return Optional.of("\"" + header.name() + "\" is no header name.");
    }
    boolean plain = header.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
    if (!plain) {
      return Optional.of(
          "The value of "
              + header.name()
              + " has a character that a header cannot carry; only visible ASCII, space and tab"
              + " can.");
    }
    boolean otherLength =
        header.isNamed("Content-Length")
            && !header.value().strip().equals(Integer.toString(length));
    if (otherLength || header.isNamed("Transfer-Encoding")) {
      return Optional.of(
          "The header " + header.name() + " is set by this console from the body; remove it.");
    }
    return Optional.empty();
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0));
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
    return new Request.Builder()
        .url(url)
        .headers(headers.build())
        .method(call.method(), body(call))
        .build();
  }

  private static @Nullable RequestBody body(Invocation call) {
    boolean bodiless =
        switch (call.method()) {
          case "GET", "HEAD" -> true;
          case "POST", "PUT", "PATCH" -> false;
          default -> call.body().length == 0;
        };
    return bodiless ? null : new OneShotBody(call.body(), null);
  }

  /** The status stands once the headers are there, so a body that breaks off is still an answer. */
  private static InvocationReply reply(Response response, ExchangeProgress progress, Scope scope) {
    Buffer kept = new Buffer();
    String truncation = "";
    try {
      if (ManagementRoutes.fill(kept, response.body().source(), GatewayClient.MAX_REPLY_BYTES)) {
        truncation = "The body is longer; its first " + kept.size() + " bytes were kept.";
      }
    } catch (InterruptedIOException e) {
      truncation =
          scope.isClosed()
              ? stopped(kept)
              : "The time of the call was over after " + kept.size() + " bytes of the body.";
    } catch (IOException e) {
      truncation =
          scope.isClosed()
              ? stopped(kept)
              : "The connection was cut after " + kept.size() + " bytes of the body.";
    }
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < response.headers().size(); i++) {
      headers.add(new Header(response.headers().name(i), response.headers().value(i)));
    }
    ByteString body = kept.readByteString();
    return new InvocationReply(
        response.code(),
        headers,
        body.toByteArray(),
        !truncation.isEmpty(),
        truncation,
        new Timing(
            progress.untilConnected(),
            progress.untilSent(),
            progress.untilFirstByte(),
            progress.elapsed()),
        startTime(response.header("X-Start-Time")),
        seconds(response.header("X-Duration-Seconds")));
  }

  private static String stopped(Buffer kept) {
    return "The call was stopped here after " + kept.size() + " bytes of the body.";
  }

  /** Nanoseconds since 1970 (contract 1.8). */
  private static Optional<Instant> startTime(@Nullable String nanos) {
    if (nanos == null || !nanos.matches("\\d{1,18}|[1-8]\\d{18}")) {
      return Optional.empty();
    }
    long since = Long.parseLong(nanos);
    return Optional.of(Instant.ofEpochSecond(since / 1_000_000_000, since % 1_000_000_000));
  }

  private static OptionalDouble seconds(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}(\\.\\d{1,12})?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
