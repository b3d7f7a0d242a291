package io.fairlead.openfaas;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import okhttp3.Headers;

/**
 * One answer of a management route, read to its end or to a limit.
 *
 * @param where the URL that was asked
 * @param changes whether the request changed something
 * @param overLimit whether more came than was kept
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one exchange and is never compared.
record Answer(
    String where,
    boolean changes,
    int status,
    Headers headers,
    byte[] body,
    boolean overLimit,
    Duration took) {

  private static final int EVIDENCE = 4_000;
  private static final int SENTENCE = 400;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A page for a browser: a proxy, a login or a portal has answered. */
  boolean isHtml() {
    String type = headers.get("Content-Type");
    if (type != null && type.toLowerCase(Locale.ROOT).contains("html")) {
      return true;
    }
    String start = text(Math.min(body.length, 64)).stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  /** What arrived, shortened, for whoever has to find the fault. */
  String evidence() {
    String text = text(Math.min(body.length, EVIDENCE)).strip();
    return body.length > EVIDENCE || overLimit ? text + " …" : text;
  }

  /** The gateway's plain-text reason in one line; empty when it gave none (contract 0.12). */
  String reason() {
    String text = text(Math.min(body.length, SENTENCE * 4)).strip().replaceAll("\\s*\\R\\s*", " ");
    return text.length() > SENTENCE ? text.substring(0, SENTENCE) + " …" : text;
  }

  private String text(int length) {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }
}
