package io.fairlead.openfaas;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.ExchangeProgress;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.OneShotBody;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Sends requests to {@code /system} and reads their answers, bounded. */
final class ManagementRoutes {

  /** What a list may be at most: about 150,000 functions. */
  static final long MAX_BYTES = 64L << 20;

  /** What is read of an answer whose body is only an explanation. */
  private static final long MAX_TEXT_BYTES = 64L << 10;

  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpTarget reading;
  private final HttpTarget changing;

  ManagementRoutes(HttpTarget target, Timeouts timeouts) {
    this.reading = target.withTimeout(timeouts.read());
    this.changing = target.withTimeout(timeouts.change());
  }

  /** A URL below the base path, with the namespace where it is known (contract 0.4, 0.32). */
  HttpUrl url(String namespace, String... segments) {
    HttpUrl.Builder url = reading.resolve(segments);
    if (!namespace.isEmpty()) {
      url.addQueryParameter("namespace", namespace);
    }
    return url.build();
  }

  /** Gets an answer whatever its status; fails only where none came. */
  Outcome<Answer> ask(String attempt, HttpUrl url, HttpTarget.Access access, Scope scope) {
    Request request = new Request.Builder().url(url).build();
    return reading.exchange(
        attempt,
        request,
        HttpTarget.Effect.READS,
        access,
        scope,
        (response, progress) -> Outcome.ok(read(response, progress, false)));
  }

  /** Gets a 2xx answer that is no page for a browser. */
  Outcome<Answer> get(String attempt, HttpUrl url, Scope scope) {
    return ask(attempt, url, HttpTarget.Access.WITH_CREDENTIALS, scope)
        .then(answer -> success(attempt, answer));
  }

  /** Sends a change once, and gets a 2xx answer. */
  Outcome<Answer> change(String attempt, String method, HttpUrl url, Object body, Scope scope) {
    byte[] json;
    try {
      json = Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      return Outcome.failed(new Failure.Bug(attempt, HttpTarget.where(url), e));
    }
    Request request =
        new Request.Builder().url(url).method(method, new OneShotBody(json, JSON)).build();
    Outcome<Answer> answer =
        changing.exchange(
            attempt,
            request,
            HttpTarget.Effect.CHANGES,
            HttpTarget.Access.WITH_CREDENTIALS,
            scope,
            (response, progress) -> Outcome.ok(read(response, progress, true)));
    return answer.then(whole -> success(attempt, whole));
  }

  /** Lets through what is 2xx and no page for a browser. */
  static Outcome<Answer> success(String attempt, Answer answer) {
    if (!answer.isSuccess() || answer.isHtml()) {
      return Outcome.failed(Refusals.of(attempt, answer));
    }
    if (answer.overLimit() && !answer.changes()) {
      return Outcome.failed(
          new Failure.BadPayload(
              attempt,
              answer.where(),
              "The answer is larger than " + (MAX_BYTES >> 20) + " MB.",
              answer.evidence()));
    }
    return Outcome.ok(answer);
  }

  static Answer read(Response response, ExchangeProgress progress, boolean changes)
      throws IOException {
    boolean explains = changes || !response.isSuccessful();
    Buffer kept = new Buffer();
    boolean overLimit = false;
    try {
      overLimit = fill(kept, response.body().source(), explains ? MAX_TEXT_BYTES : MAX_BYTES);
    } catch (IOException e) {
      // The status has come: of an explanation, a part is better than a failure that hides it.
      if (!explains) {
        throw e;
      }
    }
    return new Answer(
        HttpTarget.where(response.request().url()),
        changes,
        response.code(),
        response.headers(),
        kept.readByteArray(),
        overLimit,
        progress.elapsed());
  }

  /** Reads up to a limit; whether there was more. */
  static boolean fill(Buffer kept, BufferedSource source, long limit) throws IOException {
    while (kept.size() < limit) {
      if (source.read(kept, Math.min(64 << 10, limit - kept.size())) == -1) {
        return false;
      }
    }
    return !source.exhausted();
  }
}
