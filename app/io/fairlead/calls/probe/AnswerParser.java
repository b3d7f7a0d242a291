package io.fairlead.calls.probe;

import java.util.Arrays;

/**
 * Reads answers of HTTP/1 from bytes as they come, however they are split, and checks each whole:
 * status line, head, length or chunks. Keeps no body. One answer after the other, without garbage;
 * for one thread.
 *
 * <p>The bounds: a line of 16 KiB, 64 KiB of heads, chunk sizes and trailers together.
 */
final class AnswerParser {

  /** How far an answer has come. */
  enum State {
    STATUS_LINE,
    HEADERS,
    LENGTH,
    UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    /** Whole. */
    DONE,
    /** Not HTTP, or it contradicts itself. */
    MALFORMED,
    /** Ended before its end. */
    TRUNCATED
  }

  private static final int MOST_LINE = 1 << 14;
  private static final int MOST_HEAD = 1 << 16;
  private static final int MOST_HEX_DIGITS = 15;

  /** Chunk sizes are paid for out of the head's bound, but a long body may have many. */
  private static final int MOST_CHUNK_LINE = 1 << 12;

  private final AnswerHead head = new AnswerHead();
  private boolean toHead;
  private State state = State.DONE;
  private byte[] line = new byte[256];
  private int held;
  private int headBytes;
  private long left;
  private long bodyBytes;
  private boolean untouched = true;

  /**
   * Expects an answer.
   *
   * @param headRequest whether it answers a HEAD request, so that no body follows
   */
  void expect(boolean headRequest) {
    toHead = headRequest;
    state = State.STATUS_LINE;
    held = 0;
    headBytes = 0;
    left = 0;
    bodyBytes = 0;
    untouched = true;
    head.reset();
  }

  /** How far it has come. */
  State state() {
    return state;
  }

  /** Whether nothing more can change it. */
  boolean isOver() {
    return state.compareTo(State.DONE) >= 0;
  }

  /** Whether not one byte of it has come. */
  boolean isUntouched() {
    return untouched;
  }

  /** Its status, once its head was read. */
  int status() {
    return head.status();
  }

  /** The bytes of its body so far, without those of the chunked coding. */
  long bodyBytes() {
    return bodyBytes;
  }

  /** Whether the connection may carry another call after a whole answer. */
  boolean persists() {
    return state == State.DONE && head.persists();
  }

  /** How many bytes of body can be passed over without a look at them. */
  long skippable() {
    return switch (state) {
      case LENGTH, CHUNK_DATA -> left;
      case UNTIL_CLOSE -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  /** Passes over so many bytes of body, at most {@link #skippable()}. */
  void skip(int count) {
    bodyBytes += count;
    if (state == State.UNTIL_CLOSE) {
      return;
    }
    left -= count;
    if (left == 0) {
      state = state == State.LENGTH ? State.DONE : State.CHUNK_END;
    }
  }

  /** Takes bytes; those beyond the end of a whole answer make it malformed. */
  void accept(byte[] bytes, int from, int to) {
    untouched &= from == to;
    int at = from;
    while (at < to && !isOver()) {
      long skippable = skippable();
      if (skippable > 0) {
        int count = (int) Math.min(skippable, to - at);
        skip(count);
        at += count;
      } else {
        at = takeLine(bytes, at, to);
      }
    }
    if (at < to && state == State.DONE) {
      state = State.MALFORMED;
    }
  }

  /** The other side has closed the connection. */
  void end() {
    if (isOver()) {
      return;
    }
    state = state == State.UNTIL_CLOSE ? State.DONE : State.TRUNCATED;
  }

  /** Takes a line, or what is there of it; gives back where to go on. */
  private int takeLine(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    boolean whole = end < to;
    if (end - from + held > MOST_LINE || !pay(end - from + 1)) {
      state = State.MALFORMED;
      return to;
    }
    if (!whole) {
      hold(bytes, from, end);
      if (state == State.STATUS_LINE && !AnswerHead.mayBegin(line, 0, held)) {
        state = State.MALFORMED;
      }
      return to;
    }
    if (held == 0) {
      takeWhole(bytes, from, end);
    } else {
      hold(bytes, from, end);
      int length = held;
      held = 0;
      takeWhole(line, 0, length);
    }
    return end + 1;
  }

  /** The bound of heads, which the sizes of chunks, each short, do not count towards. */
  private boolean pay(int count) {
    if (state == State.CHUNK_SIZE || state == State.CHUNK_END) {
      return held + count <= MOST_CHUNK_LINE;
    }
    headBytes += count;
    return headBytes <= MOST_HEAD;
  }

  private void hold(byte[] bytes, int from, int to) {
    int count = to - from;
    if (held + count > line.length) {
      line = Arrays.copyOf(line, Math.max(held + count, 2 * line.length));
    }
    System.arraycopy(bytes, from, line, held, count);
    held += count;
  }

  private void takeWhole(byte[] bytes, int from, int lineFeed) {
    int to = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    boolean good =
        switch (state) {
          case STATUS_LINE -> {
            boolean status = head.statusLine(bytes, from, to);
            state = State.HEADERS;
            yield status;
          }
          case HEADERS -> to == from ? endHead() : head.headerLine(bytes, from, to);
          case CHUNK_SIZE -> takeChunkSize(bytes, from, to);
          case CHUNK_END -> {
            state = State.CHUNK_SIZE;
            yield to == from;
          }
          case TRAILERS -> {
            if (to == from) {
              state = State.DONE;
            }
            yield true;
          }
          default -> throw new IllegalStateException("no line in " + state);
        };
    if (!good) {
      state = State.MALFORMED;
    }
  }

  private boolean endHead() {
    if (head.status() < 200) {
      // Nobody asked for another protocol.
      boolean interim = head.status() != 101;
      head.reset();
      state = State.STATUS_LINE;
      return interim;
    }
    AnswerHead.Framing framing = head.framing(toHead);
    if (framing == null) {
      return false;
    }
    switch (framing) {
      case NONE -> state = State.DONE;
      case LENGTH -> {
        left = head.length();
        state = left == 0 ? State.DONE : State.LENGTH;
      }
      case CHUNKED -> state = State.CHUNK_SIZE;
      case CLOSE -> state = State.UNTIL_CLOSE;
    }
    return true;
  }

  /** A size in hexadecimal digits, then perhaps blanks and extensions. */
  private boolean takeChunkSize(byte[] bytes, int from, int to) {
    long size = 0;
    int at = from;
    while (at < to && Character.digit(bytes[at], 16) >= 0) {
      size = size << 4 | Character.digit(bytes[at], 16);
      at++;
    }
    if (at == from || at - from > MOST_HEX_DIGITS) {
      return false;
    }
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    if (at < to && bytes[at] != ';') {
      return false;
    }
    left = size;
    state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
    return true;
  }
}
