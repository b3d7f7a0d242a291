package io.fairlead.calls.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says about its body and its connection (RFC 9112, 6.3): fed line by
 * line, it keeps nothing but that. Of several lengths, even equal ones, none is believed.
 */
final class AnswerHead {

  /** What ends the body. */
  enum Framing {
    NONE,
    LENGTH,
    CHUNKED,
    CLOSE
  }

  private static final long NO_LENGTH = -1;
  private static final int MOST_DIGITS = 18;
  private static final byte[] VERSION = "HTTP/1.".getBytes(US_ASCII);
  private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);
  private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(US_ASCII);
  private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);
  private static final byte[] IDENTITY = "identity".getBytes(US_ASCII);
  private static final byte[] CLOSE = "close".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[Character.toUpperCase(c)] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private int status;
  private boolean oldVersion;
  private long length;
  private boolean encoded;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean foldable;

  /** Forgets the last answer. */
  void reset() {
    status = 0;
    oldVersion = false;
    length = NO_LENGTH;
    encoded = false;
    chunked = false;
    close = false;
    keepAlive = false;
    foldable = false;
  }

  int status() {
    return status;
  }

  long length() {
    return length;
  }

  /** Whether the connection may carry another call, as far as its head says. */
  boolean persists() {
    return !close && !(encoded && oldVersion) && (!oldVersion || keepAlive);
  }

  /** Whether these bytes can begin a status line. */
  static boolean mayBegin(byte[] bytes, int from, int to) {
    int common = Math.min(VERSION.length, to - from);
    for (int i = 0; i < common; i++) {
      if (bytes[from + i] != VERSION[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a status line without its end; tells whether it is one. */
  boolean statusLine(byte[] bytes, int from, int to) {
    if (to - from < 12 || !mayBegin(bytes, from, to) || bytes[from + 8] != ' ') {
      return false;
    }
    byte minor = bytes[from + 7];
    if (!isDigit(minor)) {
      return false;
    }
    oldVersion = minor == '0';
    status = 0;
    for (int i = from + 9; i < from + 12; i++) {
      if (!isDigit(bytes[i])) {
        return false;
      }
      status = status * 10 + bytes[i] - '0';
    }
    return status >= 100 && (to - from == 12 || bytes[from + 12] == ' ');
  }

  /** Takes a header line without its end; tells whether it is one that can be believed. */
  boolean headerLine(byte[] bytes, int from, int to) {
    if (bytes[from] == ' ' || bytes[from] == '\t') {
      return foldable && isText(bytes, from, to);
    }
    int colon = from;
    while (colon < to && TOKEN[bytes[colon] & 0xff]) {
      colon++;
    }
    if (colon == from || colon == to || bytes[colon] != ':' || !isText(bytes, colon + 1, to)) {
      return false;
    }
    int start = colon + 1;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    return value(bytes, from, colon, start, end);
  }

  /** Looks at the value where the name says something about the body or the connection. */
  private boolean value(byte[] bytes, int name, int colon, int start, int end) {
    foldable = false;
    if (is(CONTENT_LENGTH, bytes, name, colon)) {
      return takeLength(bytes, start, end);
    }
    if (is(TRANSFER_ENCODING, bytes, name, colon)) {
      return takeCodings(bytes, start, end);
    }
    if (is(CONNECTION, bytes, name, colon)) {
      takeConnection(bytes, start, end);
      return true;
    }
    foldable = true;
    return true;
  }

  /** What ends the body; null where the head contradicts itself. */
  @Nullable Framing framing(boolean toHead) {
    if (encoded && length != NO_LENGTH) {
      return null;
    }
    if (toHead || status == 204 || status == 304) {
      return Framing.NONE;
    }
    if (encoded) {
      return chunked ? Framing.CHUNKED : Framing.CLOSE;
    }
    return length == NO_LENGTH ? Framing.CLOSE : Framing.LENGTH;
  }

  private boolean takeLength(byte[] bytes, int from, int to) {
    if (length != NO_LENGTH || from == to || to - from > MOST_DIGITS) {
      return false;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return false;
      }
      value = value * 10 + bytes[i] - '0';
    }
    length = value;
    return true;
  }

  /** Chunked is believed once and as the last coding. */
  private boolean takeCodings(byte[] bytes, int from, int to) {
    for (int at = from; at < to; ) {
      int end = endOfWord(bytes, at, to);
      int stop = end;
      while (stop > at && isBlank(bytes[stop - 1])) {
        stop--;
      }
      if (chunked) {
        return false;
      }
      chunked = is(CHUNKED, bytes, at, stop);
      encoded |= stop > at && !is(IDENTITY, bytes, at, stop);
      at = afterComma(bytes, end, to);
    }
    return true;
  }

  private void takeConnection(byte[] bytes, int from, int to) {
    for (int at = from; at < to; ) {
      int end = endOfWord(bytes, at, to);
      int stop = end;
      while (stop > at && isBlank(bytes[stop - 1])) {
        stop--;
      }
      close |= is(CLOSE, bytes, at, stop);
      keepAlive |= is(KEEP_ALIVE, bytes, at, stop);
      at = afterComma(bytes, end, to);
    }
  }

  private static int endOfWord(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != ',') {
      end++;
    }
    return end;
  }

  private static int afterComma(byte[] bytes, int comma, int to) {
    int at = comma + 1;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean is(byte[] lower, byte[] bytes, int from, int to) {
    if (to - from != lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      byte one = bytes[from + i];
      byte folded = one >= 'A' && one <= 'Z' ? (byte) (one + 32) : one;
      if (folded != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether no control byte but the tabulator is in it. */
  private static boolean isText(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int one = bytes[i];
      if ((one >= 0 && one < ' ' && one != '\t') || one == 127) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t';
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }
}
