package io.fairlead.openfaas;

import io.fairlead.files.Spool;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Takes a reply's body into its reception, piece by piece. */
final class ReplyReader {

  private static final int CHUNK = 64 * 1024;

  private final Reception reception;
  private final Scope scope;

  ReplyReader(Reception reception, Scope scope) {
    this.reception = reception;
    this.scope = scope;
  }

  /** The status stands once the headers are there, so a body that breaks off is still an answer. */
  InvocationReply read(Response response) {
    List<Header> headers = headers(response);
    reception.listener().head(response.code(), headers);
    String truncation = take(response);
    reception.end();
    return new InvocationReply(
        response.code(),
        headers,
        reception.spool(),
        !truncation.isEmpty(),
        truncation,
        reception.timing(),
        startTime(response.header("X-Start-Time")),
        seconds(response.header("X-Duration-Seconds")));
  }

  /** Why the body is not whole; empty when it is. */
  private String take(Response response) {
    try {
      return copy(response.body().byteStream());
    } catch (InterruptedIOException e) {
      return scope.isClosed() || Thread.currentThread().isInterrupted()
          ? stopped()
          : "The time of the call was over after " + size() + " bytes of the body.";
    } catch (IOException e) {
      return scope.isClosed()
          ? stopped()
          : "The connection was cut after " + size() + " bytes of the body.";
    }
  }

  private String copy(InputStream body) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count = body.read(chunk);
    while (count >= 0) {
      int taken;
      try {
        taken = reception.spool().append(chunk, 0, count);
      } catch (IOException e) {
        return "The disk takes no more after " + size() + " bytes of the body: " + e.getMessage();
      }
      reception.listener().grew(size());
      if (taken < count) {
        return "The body is longer; its first " + size() + " bytes were kept.";
      }
      count = body.read(chunk);
    }
    return "";
  }

  private String stopped() {
    return "The call was stopped here after " + size() + " bytes of the body.";
  }

  private long size() {
    Spool spool = reception.spool();
    return spool.size();
  }

  private static List<Header> headers(Response response) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < response.headers().size(); i++) {
      headers.add(new Header(response.headers().name(i), response.headers().value(i)));
    }
    return headers;
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
