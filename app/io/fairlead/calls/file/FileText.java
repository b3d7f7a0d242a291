package io.fairlead.calls.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file and where its lines are: UTF-8 with or without a byte order mark, and Latin-1
 * where it is no UTF-8. Lines are counted from 1 and decoded when they are asked for; the bytes are
 * never changed.
 */
final class FileText {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final byte[] bytes;
  private final Charset charset;
  private final boolean crlf;

  /** Where each line begins, and behind them the end of the file. */
  private final int[] begins;

  private FileText(byte[] bytes, Charset charset, boolean crlf, int[] begins) {
    this.bytes = bytes;
    this.charset = charset;
    this.crlf = crlf;
    this.begins = begins;
  }

  /** A text of these bytes, which the caller does not change any more. */
  static FileText of(byte[] bytes) {
    int mark =
        Arrays.equals(bytes, 0, Math.min(3, bytes.length), MARK, 0, MARK.length) ? MARK.length : 0;
    Charset charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    int[] begins = new int[1024];
    begins[0] = mark;
    int count = 1;
    int crlfs = 0;
    for (int i = mark; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        crlfs += i > mark && bytes[i - 1] == '\r' ? 1 : 0;
        begins = count + 1 < begins.length ? begins : Arrays.copyOf(begins, begins.length * 2);
        begins[count] = i + 1;
        count++;
      }
    }
    boolean lastIsOpen = begins[count - 1] < bytes.length;
    int lines = lastIsOpen ? count : count - 1;
    begins = Arrays.copyOf(begins, lines + 1);
    begins[lines] = bytes.length;
    return new FileText(bytes, charset, crlfs * 2 > count - 1, begins);
  }

  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      out.clear();
    }
  }

  /** Whether it is a text of sixteen bits a character, which is not read here. */
  boolean isWide() {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
  }

  /** How many lines there are. */
  int lines() {
    return begins.length - 1;
  }

  Charset charset() {
    return charset;
  }

  /** What most lines end with. */
  String lineEnd() {
    return crlf ? "\r\n" : "\n";
  }

  /** Where a line begins; the end of the file for the line after the last. */
  int begin(int line) {
    return begins[line - 1];
  }

  /** Where what stands in a line ends, before its line end. */
  private int end(int line) {
    int end = begins[line];
    if (end > begin(line) && bytes[end - 1] == '\n') {
      end--;
      end -= end > begin(line) && bytes[end - 1] == '\r' ? 1 : 0;
    }
    return end;
  }

  /** A line without its end. */
  String line(int line) {
    return new String(bytes, begin(line), end(line) - begin(line), charset);
  }

  /** The first character of a line that is no blank, as a byte; a line end for an empty line. */
  char first(int line) {
    for (int i = begin(line); i < end(line); i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return (char) (bytes[i] & 0xff);
      }
    }
    return '\n';
  }

  boolean isBlank(int line) {
    return first(line) == '\n';
  }

  /** Whether a line begins a request: three or more of {@code #} at its very beginning. */
  boolean isSeparator(int line) {
    int at = begin(line);
    return end(line) - at >= 3 && bytes[at] == '#' && bytes[at + 1] == '#' && bytes[at + 2] == '#';
  }

  /** Lines with {@code \n} between them, without the end of the last. */
  String text(int from, int end) {
    if (from >= end) {
      return "";
    }
    String text = new String(bytes, begin(from), end(end - 1) - begin(from), charset);
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
  }

  /** The bytes from one place to another. */
  byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** How many bytes there are. */
  int size() {
    return bytes.length;
  }
}
