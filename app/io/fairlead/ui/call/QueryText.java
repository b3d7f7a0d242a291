package io.fairlead.ui.call;

import io.fairlead.ui.control.KeyValueRows.Pair;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as it is written, and the parameters that it means.
 *
 * @param raw percent-encoded, without the question mark
 */
record QueryText(String raw, List<Piece> pieces) {

  /**
   * One parameter.
   *
   * @param raw as it is written
   * @param pair what it means
   */
  record Piece(String raw, Pair pair) {}

  private static final String PLAIN = "-._~!$()*,:@/?";

  static QueryText of(String raw) {
    String text = raw.startsWith("?") ? raw.substring(1) : raw;
    List<Piece> pieces = new ArrayList<>();
    for (String piece : text.split("&", -1)) {
      int equals = piece.indexOf('=');
      String name = equals < 0 ? piece : piece.substring(0, equals);
      String value = equals < 0 ? "" : piece.substring(equals + 1);
      pieces.add(new Piece(piece, new Pair(decoded(name), decoded(value))));
    }
    return new QueryText(raw, List.copyOf(pieces));
  }

  /** The parameters that have a name. */
  List<Pair> pairs() {
    return pieces.stream().map(Piece::pair).filter(pair -> !pair.name().isBlank()).toList();
  }

  /** The query of these parameters; one that was there before keeps its spelling. */
  QueryText with(List<Pair> wanted) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (Pair pair : wanted) {
      int found = indexOf(pair, from);
      if (found >= 0) {
        parts.add(pieces.get(found).raw());
        from = found + 1;
      } else {
        parts.add(encoded(pair));
      }
    }
    return of(String.join("&", parts));
  }

  private int indexOf(Pair wanted, int from) {
    for (int i = from; i < pieces.size(); i++) {
      Pair pair = pieces.get(i).pair();
      if (pair.name().strip().equals(wanted.name()) && pair.value().equals(wanted.value())) {
        return i;
      }
    }
    return -1;
  }

  private static String encoded(Pair pair) {
    return encoded(pair.name(), PLAIN) + "=" + encoded(pair.value(), PLAIN + "=");
  }

  private static String encoded(String text, String plain) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (alphanumeric || plain.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  /** The text behind escapes; as it is written where they make no text. */
  private static String decoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    byte[] written = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < written.length; i++) {
      int high = i + 2 < written.length ? Character.digit(written[i + 1], 16) : -1;
      int low = i + 2 < written.length ? Character.digit(written[i + 2], 16) : -1;
      if (written[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(written[i] == '+' ? ' ' : written[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      return raw;
    }
  }
}
