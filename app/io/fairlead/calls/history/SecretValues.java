package io.fairlead.calls.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.QueryParts;
import io.fairlead.calls.Secrets;
import io.fairlead.model.Header;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/**
 * The secrets that one call is known to carry, so that they are found wherever they come back: a
 * function that prints its environment prints the headers it was sent.
 */
final class SecretValues {

  /** A shorter value stands in too many texts that have nothing to do with it. */
  private static final int SHORTEST = 4;

  private static final int MOST = 2_000;
  private static final Set<String> COMMON =
      Set.of("true", "false", "null", "none", "basic", "bearer", "utf-8", SecretText.MARK);
  private static final Pattern USER_IN_URL = Pattern.compile("://([^/?#\\s@]{1,2000}+)@");

  private final Set<String> values = new HashSet<>();
  private final List<String> longestFirst;

  SecretValues(MadeCall call) {
    call.secrets().forEach(this::add);
    call.spec().headers().forEach(this::addHeader);
    addParameters(call.spec().query());
    urls(call.spec().path() + "?" + call.spec().query());
    body(call.spec().body());
    call.reply().ifPresent(reply -> reply.headers().forEach(this::addHeader));
    call.hops().forEach(hop -> addUrl(hop.to()));
    this.longestFirst =
        values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private void addHeader(Header header) {
    if (header.isNamed("X-Callback-Url")) {
      int path = header.value().indexOf('/', header.value().indexOf("://") + 3);
      if (path > 0) {
        add(header.value().substring(path + 1));
      }
    }
    addUrl(header.value());
    if (!Secrets.isSecretName(header.name())) {
      SecretText.find(header.value(), (_, value) -> add(value));
      return;
    }
    String value = header.value().strip();
    add(value);
    String name = header.name().toLowerCase(Locale.ROOT);
    if (name.contains("cookie")) {
      // What follows the cookie that is set is no secret: where it is valid, and how long.
      boolean sets = name.contains("set-cookie") && value.indexOf(';') > 0;
      String pairs = sets ? value.substring(0, value.indexOf(';')) : value;
      for (String pair : pairs.split(";", -1)) {
        add(pair.substring(pair.indexOf('=') + 1).strip());
      }
    }
    int space = value.indexOf(' ');
    if (space > 0 && space < 20) {
      String rest = value.substring(space + 1).strip();
      add(rest);
      addPair(rest);
    }
  }

  /** The user and the password that basic authentication carries in base 64. */
  private void addPair(String encoded) {
    ByteString decoded = encoded.length() > 4_000 ? null : ByteString.decodeBase64(encoded);
    String pair = decoded == null ? "" : decoded.utf8();
    int colon = pair.indexOf(':');
    if (colon >= 0) {
      add(pair);
      add(pair.substring(colon + 1));
    }
  }

  private void addUrl(String text) {
    urls(text);
    int query = text.indexOf('?');
    if (query >= 0) {
      addParameters(text.substring(query + 1));
    }
  }

  private void urls(String text) {
    Matcher user = USER_IN_URL.matcher(text);
    while (user.find()) {
      add(user.group(1));
      add(user.group(1).substring(user.group(1).indexOf(':') + 1));
    }
  }

  private void addParameters(String query) {
    QueryParts.without(
        query,
        (name, value) -> {
          if (Secrets.isSecret(name, value) || isKey(name)) {
            add(value);
          }
          return false;
        });
  }

  static boolean isKey(String parameter) {
    return parameter.equalsIgnoreCase("key");
  }

  private void body(CallBody body) {
    switch (body) {
      case CallBody.None _, CallBody.File _, CallBody.Binary _ -> {}
      case CallBody.Text(String text, _) ->
          SecretText.find(
              text.substring(0, Math.min(text.length(), MadeCall.SAMPLE_BYTES)),
              (_, value) -> addWritten(value));
      case CallBody.Form(List<CallBody.Field> fields) ->
          fields.forEach(field -> addNamed(field.name(), field.value()));
      case CallBody.Multipart(List<CallBody.Part> parts) ->
          parts.stream()
              .filter(part -> part.file().isEmpty())
              .forEach(part -> addNamed(part.name(), part.value()));
    }
  }

  private void addNamed(String name, String value) {
    if (Secrets.isSecretName(name)) {
      add(value);
    }
  }

  /** A value as it is written in a text, which may be escaped there. */
  private void addWritten(String value) {
    add(value);
    if (value.indexOf('\\') >= 0) {
      add(value.replace("\\/", "/").replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    if (value.indexOf('%') >= 0) {
      try {
        add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException _) {
        // A percent sign that stands for itself.
      }
    }
  }

  private void add(String value) {
    if (value.length() < SHORTEST
        || values.size() >= MOST
        || COMMON.contains(value.toLowerCase(Locale.ROOT))) {
      return;
    }
    values.add(value);
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    values.add(json);
    values.add(json.replace("/", "\\/"));
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
    values.add(encoded);
    values.add(encoded.replace("+", "%20"));
    String base64 = ByteString.encodeUtf8(value).base64();
    values.add(base64.replaceAll("=+$", ""));
    values.add(value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
  }

  /** Whether a text has one of them. */
  boolean isIn(String text) {
    return longestFirst.stream().anyMatch(text::contains);
  }

  /** A text without them. */
  String scrub(String text) {
    String clean = text;
    for (String value : longestFirst) {
      clean = clean.replace(value, SecretText.MARK);
    }
    return clean;
  }

  /** A text that is cut, without them and without the beginning of one at its end. */
  String scrubCut(String text) {
    String clean = scrub(text);
    for (String value : longestFirst) {
      int from = Math.max(0, clean.length() - value.length());
      for (int i = from; i <= clean.length() - SHORTEST; i++) {
        if (value.regionMatches(0, clean, i, clean.length() - i)) {
          return clean.substring(0, i) + SecretText.MARK;
        }
      }
    }
    return clean;
  }

  /** Bytes with as many stars in their place. */
  byte[] scrub(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String value : longestFirst) {
      String asBytes =
          new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      text = text.replace(asBytes, "*".repeat(asBytes.length()));
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
