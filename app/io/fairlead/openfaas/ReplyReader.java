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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.Headers;
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
    Ending ending = doubted(take(response), response.headers());
    reception.end();
    return new InvocationReply(
        response.code(),
        headers,
        reception.spool(),
        ending.end(),
        ending.why(),
        reception.timing(),
        startTime(response.header("X-Start-Time")),
        seconds(response.header("X-Duration-Seconds")));
  }

  /** How the body ended, and why it is not whole. */
  private record Ending(InvocationReply.End end, String why) {
    private static final Ending WHOLE = new Ending(InvocationReply.End.WHOLE, "");
  }

  /** A reply with two lengths is whole by one of them only; which one, nobody knows. */
  private static Ending doubted(Ending ending, Headers headers) {
    if (ending.end() != InvocationReply.End.WHOLE) {
      return ending;
    }
    List<String> lengths = headers.values("Content-Length").stream().distinct().toList();
    if (lengths.size() > 1) {
      return new Ending(
          InvocationReply.End.DOUBTFUL,
          "The reply names two lengths, "
              + String.join(" and ", lengths)
              + ": its body may not be"
              + " whole.");
    }
    return !lengths.isEmpty() && headers.get("Transfer-Encoding") != null
        ? new Ending(
            InvocationReply.End.DOUBTFUL,
            "The reply comes in chunks and names a length as well: a proxy may read another body.")
        : ending;
  }

  private Ending take(Response response) {
    long length = response.body().contentLength();
    if (length < -1) {
      // The HTTP library would make an error of its own out of it.
      return new Ending(
          InvocationReply.End.DOUBTFUL, "The reply names a length of " + length + " bytes.");
    }
    try {
      return copy(response.body().byteStream());
    } catch (InterruptedIOException e) {
      return scope.isClosed() || Thread.currentThread().isInterrupted()
          ? stopped()
          : new Ending(
              InvocationReply.End.TIME_OVER,
              "The time of the call was over after " + grouped() + " bytes of the body.");
    } catch (IOException e) {
      return scope.isClosed()
          ? stopped()
          : new Ending(
              InvocationReply.End.CUT,
              "The connection was cut after " + grouped() + " bytes of the body.");
    }
  }

  private Ending copy(InputStream body) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count = body.read(chunk);
    while (count >= 0) {
      int taken;
      try {
        taken = reception.spool().append(chunk, 0, count);
      } catch (IOException e) {
        return tooLong(
            "The disk takes no more after " + grouped() + " bytes of the body: " + e.getMessage());
      }
      reception.listener().grew(size());
      if (taken < count) {
        return tooLong("The body is longer; its first " + grouped() + " bytes were kept.");
      }
      count = body.read(chunk);
    }
    return Ending.WHOLE;
  }

  private static Ending tooLong(String why) {
    return new Ending(InvocationReply.End.TOO_LONG, why);
  }

  private Ending stopped() {
    return new Ending(
        InvocationReply.End.STOPPED,
        "The call was stopped here after " + grouped() + " bytes of the body.");
  }

  private String grouped() {
    return String.format(Locale.ROOT, "%,d", size());
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
