package io.fairlead.localgateway.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line of a function's log. The text of a call's line is written when somebody reads it. */
public sealed interface LogEntry {

  /** When it was written. */
  Instant at();

  /** The replica that wrote it. */
  String instance();

  /** The line, without a newline. */
  String text();

  /** A line that the function or its replica wrote. */
  record Output(Instant at, String instance, String text) implements LogEntry {}

  /** A served call, in the watchdog's words (recording 60-logs-since-1s). */
  record Served(
      Instant at, String instance, String method, String path, int status, long bytes, long nanos)
      implements LogEntry {

    private static final DateTimeFormatter STAMP =
        DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String text() {
      return "%s %s %s - %d %s - ContentLength: %dB (%.4fs)"
          .formatted(STAMP.format(at), method, path, status, reason(status), bytes, nanos / 1e9);
    }

    private static String reason(int status) {
      return switch (status) {
        case 200 -> "OK";
        case 201 -> "Created";
        case 202 -> "Accepted";
        case 204 -> "No Content";
        case 301 -> "Moved Permanently";
        case 302 -> "Found";
        case 304 -> "Not Modified";
        case 400 -> "Bad Request";
        case 401 -> "Unauthorized";
        case 403 -> "Forbidden";
        case 404 -> "Not Found";
        case 409 -> "Conflict";
        case 418 -> "I'm a teapot";
        case 429 -> "Too Many Requests";
        case 500 -> "Internal Server Error";
        case 502 -> "Bad Gateway";
        case 503 -> "Service Unavailable";
        case 504 -> "Gateway Timeout";
        default -> "";
      };
    }
  }
}
