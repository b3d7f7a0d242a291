package io.fairlead.calls;

import io.fairlead.calls.CallbackConnection.Unreadable;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The body of one request: as long as it says, in chunks, or none (RFC 9112, section 6.3). */
final class CallbackBody {

  private static final int LONGEST_CHUNK_LINE = 1024;

  private final CallbackConnection connection;
  private final boolean chunked;
  private final byte[] one = new byte[1];
  private long left;
  private boolean begun;
  private boolean over;

  private CallbackBody(CallbackConnection connection, boolean chunked, long length) {
    this.connection = connection;
    this.chunked = chunked;
    this.left = length;
  }

  /**
   * The body that a head announces.
   *
   * @throws Unreadable when it announces several lengths, or none that can be understood
   */
  static CallbackBody of(CallbackConnection connection, CallbackConnection.Head head)
      throws Unreadable {
    List<String> codings = head.values("Transfer-Encoding");
    Set<String> lengths = Set.copyOf(head.values("Content-Length"));
    if (!codings.isEmpty()) {
      if (codings.size() > 1
          || !codings.getFirst().equalsIgnoreCase("chunked")
          || !lengths.isEmpty()) {
        throw new Unreadable(400);
      }
      return new CallbackBody(connection, true, 0);
    }
    if (lengths.isEmpty()) {
      return new CallbackBody(connection, false, 0);
    }
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
      throw new Unreadable(400);
    }
    return new CallbackBody(connection, false, Long.parseLong(length));
  }

  /**
   * The next bytes; -1 at the end.
   *
   * @throws EOFException when the connection ends before the body
   */
  int read(byte[] into) throws IOException {
    if (left == 0 && chunked && !over) {
      nextChunk();
    }
    if (left == 0) {
      return -1;
    }
    int count = connection.read(into, 0, (int) Math.min(into.length, left));
    if (count < 0) {
      throw new EOFException("the connection ended within the body");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (begun) {
      line();
    }
    begun = true;
    String size = line().replaceFirst(";.*", "").strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new IOException("a chunk without a size");
    }
    left = Long.parseLong(size, 16);
    over = left == 0;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = next(); next != '\n'; next = next()) {
      if (line.length() == LONGEST_CHUNK_LINE) {
        throw new IOException("a chunk's line without an end");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    if (connection.read(one, 0, 1) < 0) {
      throw new EOFException("the connection ended within the body");
    }
    return one[0] & 0xff;
  }
}
