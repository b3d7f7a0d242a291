package io.fairlead.ui.call;

import java.util.Base64;
import java.util.HexFormat;
import okio.Buffer;
import okio.ByteString;

/** Bytes as somebody types them: digits of base 16 or 64, with white space anywhere. */
final class BinaryText {

  /** How bytes are written. */
  enum Encoding {
    HEX,
    BASE64
  }

  /** What a text stands for. */
  sealed interface Reading {}

  /** These bytes. */
  record Bytes(ByteString bytes) implements Reading {}

  /**
   * Nothing, because of this character.
   *
   * @param line of the first wrong character, from 1
   * @param column of it, from 1
   */
  record Wrong(int line, int column, String character) implements Reading {}

  /** Nothing, because digits are missing at the end. */
  record Unfinished() implements Reading {}

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final int HEX_BYTES_A_LINE = 16;
  private static final int BASE64_CHARACTERS_A_LINE = 76;

  private BinaryText() {}

  static Reading read(String text, Encoding encoding) {
    return encoding == Encoding.HEX ? hex(text) : base64(text);
  }

  static String write(ByteString bytes, Encoding encoding) {
    if (encoding == Encoding.BASE64) {
      return Base64.getMimeEncoder(BASE64_CHARACTERS_A_LINE, new byte[] {'\n'})
          .encodeToString(bytes.toByteArray());
    }
    HexFormat format = HexFormat.ofDelimiter(" ");
    StringBuilder text = new StringBuilder(bytes.size() * 3);
    byte[] all = bytes.toByteArray();
    for (int at = 0; at < all.length; at += HEX_BYTES_A_LINE) {
      text.append(at == 0 ? "" : "\n");
      text.append(format.formatHex(all, at, Math.min(at + HEX_BYTES_A_LINE, all.length)));
    }
    return text.toString();
  }

  private static Reading hex(String text) {
    Buffer bytes = new Buffer();
    int high = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Fingerprints and hardware addresses come with colons.
      if (Character.isWhitespace(c) || c == ':') {
        continue;
      }
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return wrong(text, i);
      }
      if (high < 0) {
        high = digit;
      } else {
        bytes.writeByte(high * 16 + digit);
        high = -1;
      }
    }
    return high >= 0 ? new Unfinished() : new Bytes(bytes.readByteString());
  }

  private static Reading base64(String text) {
    Buffer bytes = new Buffer();
    int bits = 0;
    int digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      // The alphabet of URLs means the same.
      int digit = BASE64.indexOf(c == '-' ? '+' : c == '_' ? '/' : c);
      if (c == '=' && digits % 4 + padding >= 2 && digits % 4 + padding < 4) {
        padding++;
        continue;
      }
      if (digit < 0 || padding > 0) {
        return wrong(text, i);
      }
      bits = (bits << 6) | digit;
      digits++;
      if (digits % 4 == 0) {
        bytes.writeByte(bits >> 16).writeByte(bits >> 8).writeByte(bits);
        bits = 0;
      }
    }
    int left = digits % 4;
    if (left == 1 || (padding > 0 && left + padding != 4)) {
      return new Unfinished();
    }
    if (left == 2) {
      bytes.writeByte(bits >> 4);
    } else if (left == 3) {
      bytes.writeByte(bits >> 10).writeByte(bits >> 2);
    }
    return new Bytes(bytes.readByteString());
  }

  private static Wrong wrong(String text, int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Wrong(line, column, Character.toString(text.codePointAt(index)));
  }
}
