package io.fairlead.ui.call;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Names and values of request headers that an operator is likely to mean: those of HTTP, and what
 * gateway, watchdog and queue worker read (contract 1.8).
 */
final class HeaderSuggestions {

  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Charset",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Content-Type",
          "Cookie",
          "Expect",
          "Forwarded",
          "From",
          "Host",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "If-Unmodified-Since",
          "Idempotency-Key",
          "Last-Event-ID",
          "Origin",
          "Pragma",
          "Prefer",
          "Proxy-Authorization",
          "Range",
          "Referer",
          "TE",
          "User-Agent",
          "X-Api-Key",
          "X-Auth-Token",
          "X-Call-Id",
          "X-Callback-Url",
          "X-Connector",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Request-Id",
          "X-Requested-With",
          "X-Start-Time",
          "X-Timeout",
          "X-Topic",
          "traceparent",
          "tracestate");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "text/plain",
          "text/html",
          "text/csv",
          "application/xml",
          "application/yaml",
          "application/x-www-form-urlencoded",
          "application/octet-stream",
          "application/x-ndjson",
          "application/cloudevents+json",
          "image/png",
          "image/jpeg");

  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    VALUES.put(
        "Accept", Stream.concat(Stream.of("text/event-stream", "*/*"), TYPES.stream()).toList());
    VALUES.put("Accept-Charset", List.of("utf-8"));
    VALUES.put("Accept-Encoding", List.of("gzip", "identity", "gzip, deflate, br"));
    VALUES.put("Accept-Language", List.of("en", "en-GB, en;q=0.8", "de", "fr"));
    VALUES.put("Authorization", List.of("Bearer ", "Basic ", "Digest "));
    VALUES.put("Cache-Control", List.of("no-cache", "no-store", "max-age=0", "only-if-cached"));
    VALUES.put("Content-Encoding", List.of("gzip", "deflate", "br"));
    VALUES.put("Content-Type", TYPES);
    VALUES.put("Expect", List.of("100-continue"));
    VALUES.put("Pragma", List.of("no-cache"));
    VALUES.put("Prefer", List.of("respond-async", "return=minimal", "return=representation"));
    VALUES.put("Proxy-Authorization", List.of("Basic ", "Bearer "));
    VALUES.put("Range", List.of("bytes=0-1023"));
    VALUES.put("TE", List.of("trailers"));
    VALUES.put("X-Forwarded-Proto", List.of("https", "http"));
    VALUES.put("X-Requested-With", List.of("XMLHttpRequest"));
    VALUES.put("X-Timeout", List.of("5s", "30s", "1m30s", "500ms"));
  }

  private HeaderSuggestions() {}

  /** Names that begin with what is typed, then those with a word that does. */
  static List<String> names(String typed) {
    return fitting(NAMES, typed);
  }

  /** Values that a header of this name often has and that continue what is typed. */
  static List<String> values(String name, String typed) {
    return fitting(VALUES.getOrDefault(name, List.of()), typed);
  }

  private static List<String> fitting(List<String> all, String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return all;
    }
    return Stream.concat(
            all.stream().filter(one -> lower(one).startsWith(wanted)),
            all.stream().filter(one -> !lower(one).startsWith(wanted) && inside(one, wanted)))
        .toList();
  }

  private static boolean inside(String one, String wanted) {
    String text = lower(one);
    int at = text.indexOf(wanted, 1);
    while (at > 0) {
      if (!Character.isLetterOrDigit(text.charAt(at - 1))) {
        return true;
      }
      at = text.indexOf(wanted, at + 1);
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
