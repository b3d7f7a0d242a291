package io.fairlead.openfaas;

import com.fasterxml.jackson.databind.ObjectReader;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.LogLine;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.LogLineWire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import okio.BufferedSource;
import okio.ByteString;

/**
 * The body of a log answer: one JSON object a line, whatever its content type says; a chunk holds
 * many lines or a part of one (recordings 60-logs-*).
 */
final class LogStream {

  /** The longest line that is read; a longer one counts as broken. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private static final int BROKEN_EVIDENCE = 2_000;
  private static final ObjectReader LINE = Json.MAPPER.readerFor(LogLineWire.class);

  private final BufferedSource source;
  private final FunctionRef function;
  private final Scope scope;

  LogStream(BufferedSource source, FunctionRef function, Scope scope) {
    this.source = source;
    this.function = function;
    this.scope = scope;
  }

  /** Hands over line after line until the stream ends or this many bytes were read. */
  LogEnd read(long budget, Consumer<LogLine> lines, Consumer<String> broken) {
    long left = budget;
    while (true) {
      ByteString line;
      try {
        if (source.exhausted()) {
          return LogEnd.COMPLETE;
        }
        line = nextLine();
      } catch (InterruptedIOException e) {
        return stopped() ? LogEnd.CLOSED : LogEnd.SILENT;
      } catch (IOException e) {
        return stopped() ? LogEnd.CLOSED : LogEnd.CUT_BY_GATEWAY;
      }
      hand(line, lines, broken);
      left -= line.size() + 1L;
      if (left <= 0) {
        return LogEnd.LIMIT;
      }
    }
  }

  private boolean stopped() {
    return scope.isClosed() || Thread.currentThread().isInterrupted();
  }

  private void hand(ByteString line, Consumer<LogLine> lines, Consumer<String> broken) {
    if (line.size() == 0) {
      return;
    }
    Optional<LogLine> record = line.size() > MAX_LINE_BYTES ? Optional.empty() : parsed(line);
    if (record.isPresent()) {
      lines.accept(record.get());
    } else {
      ByteString start = line.substring(0, Math.min(line.size(), BROKEN_EVIDENCE));
      broken.accept(start.string(StandardCharsets.UTF_8));
    }
  }

  /** The next line without its end; of one that is too long, one byte more than the limit. */
  private ByteString nextLine() throws IOException {
    long end = source.indexOf((byte) '\n', 0, MAX_LINE_BYTES + 1L);
    if (end >= 0) {
      ByteString line = source.readByteString(end);
      source.skip(1);
      return line;
    }
    if (!source.request(MAX_LINE_BYTES + 1L)) {
      return source.readByteString();
    }
    ByteString start = source.readByteString(MAX_LINE_BYTES + 1L);
    skipLine();
    return start;
  }

  private void skipLine() throws IOException {
    while (!source.exhausted()) {
      long end = source.indexOf((byte) '\n', 0, MAX_LINE_BYTES);
      if (end >= 0) {
        source.skip(end + 1);
        return;
      }
      source.skip(Math.min(source.getBuffer().size(), MAX_LINE_BYTES));
    }
  }

  private Optional<LogLine> parsed(ByteString line) {
    try {
      LogLineWire wire = LINE.readValue(line.toByteArray());
      if (wire == null || wire.timestamp() == null) {
        return Optional.empty();
      }
      return Optional.of(
          new LogLine(
              OffsetDateTime.parse(wire.timestamp()).toInstant(),
              wire.name() == null || wire.name().isEmpty() ? function.name() : wire.name(),
              Payloads.orEmpty(wire.instance()),
              withoutEnd(Payloads.orEmpty(wire.text()))));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** faas-netes keeps the line's end in the text (recording faas-netes/60-logs-tail-3). */
  private static String withoutEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
