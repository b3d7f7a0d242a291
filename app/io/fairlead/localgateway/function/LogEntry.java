package io.fairlead.localgateway.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line of a function's log. The text of a call's line is written when somebody reads it. */
public sealed interface LogEntry {

  /** The most characters of a line that are kept. */
  int LONGEST_LINE = 8 * 1024;

  /** The most characters of a call's path that are kept. */
  int LONGEST_PATH = 1024;

  /** Stands where a line or a path was cut. */
  String CUT = "… (cut)";

  /** When it was written. */
  Instant at();

  /** The replica that wrote it. */
  String instance();

  /** The line, without a newline. */
  String text();

  /** A line that the function or its replica wrote. */
  record Output(Instant at, String instance, String text) implements LogEntry {

    /** A line; what is longer than {@link #LONGEST_LINE} is cut. */
    public Output {
      text = cut(text, LONGEST_LINE);
    }
  }

  /** A served call, in the watchdog's words (recording 60-logs-since-1s). */
  record Served(
      Instant at, String instance, String method, String path, int status, long bytes, long nanos)
      implements LogEntry {

    private static final int LONGEST_METHOD = 64;
    private static final DateTimeFormatter STAMP =
        DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A call; a path longer than {@link #LONGEST_PATH} is cut. */
    public Served {
      method = cut(method, LONGEST_METHOD);
      path = cut(path, LONGEST_PATH);
    }

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

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + CUT;
  }
}
