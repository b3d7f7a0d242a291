package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a viewer shows, and how far it has been looked at. Safe for use from any thread. */
final class ShownBytes {

  private final Bytes bytes;
  private final Charset charset;
  private final Language language;
  private final TextRows text;
  private final HexRows hex;
  private volatile boolean complete;
  private volatile boolean given;
  private volatile long size;

  ShownBytes(Bytes bytes, Charset charset, Language language, boolean complete) {
    this.bytes = bytes;
    this.charset = precise(charset, bytes);
    this.language = language;
    this.text = new TextRows(bytes, this.charset);
    this.hex = new HexRows(bytes);
    this.complete = complete;
    this.size = bytes.size();
  }

  /** UTF-16 leaves the order of its bytes to their first two: rows in the middle must know it. */
  private static Charset precise(Charset charset, Bytes bytes) {
    if (!charset.equals(StandardCharsets.UTF_16)) {
      return charset;
    }
    try {
      byte[] mark = bytes.beginning(2);
      boolean little = mark.length == 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
      return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    } catch (IOException _) {
      // Said where the rows are read.
      return StandardCharsets.UTF_16BE;
    }
  }

  Bytes bytes() {
    return bytes;
  }

  Charset charset() {
    return charset;
  }

  Language language() {
    return language;
  }

  TextRows text() {
    return text;
  }

  HexRows hex() {
    return hex;
  }

  /** Its size when it was last looked at. */
  long size() {
    return size;
  }

  void complete() {
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }

  /** Whether all that was there is indexed. */
  boolean isIndexed() {
    return text.indexed() + text.unit() > size;
  }

  /** Indexes the next part, on the worker; whether there was one. */
  boolean index() throws IOException {
    size = bytes.size();
    hex.refresh();
    return text.index();
  }

  /** The whole text, once, where it is complete and an area can take it. */
  @Nullable String smallText() throws IOException {
    if (!complete || given || size == 0 || size > BytesViewer.MOST_COLOURED) {
      return null;
    }
    given = true;
    String whole = lines(new String(bytes.beginning((int) size), charset));
    return HighlightedArea.hasLineOver(whole, HighlightedArea.LONGEST_LINE) ? null : whole;
  }

  /** The place of a byte in the text of {@link #smallText()}. */
  int characterOf(long offset) throws IOException {
    int before = (int) Math.min(offset, BytesViewer.MOST_COLOURED);
    return lines(new String(bytes.beginning(before), charset)).length();
  }

  private static String lines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replaceAll("\r\n?", "\n");
  }
}
