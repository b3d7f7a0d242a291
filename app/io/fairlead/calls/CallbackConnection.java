package io.fairlead.calls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One connection of a queue worker: one HTTP/1 request, one answer, closed. Every read has a
 * deadline, and what comes before the body has caps; so one that stalls, or never ends, costs a
 * virtual thread for a known time.
 *
 * <p>Used by the thread that serves it; {@link #close()} by any.
 */
final class CallbackConnection implements AutoCloseable {

  /**
   * How long a connection may take, by real time.
   *
   * @param head from connecting until the end of the headers
   * @param silence without any byte of the body
   * @param whole from connecting until the end of the body
   */
  record Patience(Duration head, Duration silence, Duration whole) {

    /** 10 s for the headers, 20 s without a byte, 3 minutes in all. */
    static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(3));
  }

  /**
   * What comes before the body.
   *
   * @param path as sent, without its query
   * @param headers names as Go spells them, in their order
   */
  record Head(String method, String path, String version, Map<String, List<String>> headers) {

    List<String> values(String name) {
      return headers.getOrDefault(name, List.of());
    }

    boolean expectsContinue() {
      return version.equals("HTTP/1.1")
          && values("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase);
    }
  }

  /** A request that is none, or passes a cap, as the status that answers it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Unreadable(int status) {
      super("answered with " + status, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private static final int HEAD_BYTES = 256 * 1024;
  private static final int HEADER_LINES = 512;
  private static final int CHUNK = 16 * 1024;

  /** What an answered sender may still send before the connection is closed under it. */
  private static final int DRAINED = 256 * 1024;

  private static final Duration DRAINING = Duration.ofMillis(500);

  private final Socket socket;
  private final Patience patience;
  private final long began = System.nanoTime();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[CHUNK];
  private int at;
  private int end;
  private int headLeft = HEAD_BYTES;

  CallbackConnection(Socket socket, Patience patience) throws IOException {
    this.socket = socket;
    this.patience = patience;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    socket.setTcpNoDelay(true);
  }

  /**
   * Reads up to the empty line.
   *
   * @throws Unreadable when it is no request, or too large
   * @throws SocketTimeoutException when it takes too long
   */
  Head readHead() throws IOException, Unreadable {
    String[] words = headLine().split(" ", -1);
    if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]") || words[1].isEmpty()) {
      throw new Unreadable(400);
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int lines = 0;
    for (String line = headLine(); !line.isEmpty(); line = headLine()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new Unreadable(400);
      }
      if (++lines > HEADER_LINES) {
        throw new Unreadable(431);
      }
      headers
          .computeIfAbsent(canonical(line.substring(0, colon)), name -> new ArrayList<>(1))
          .add(line.substring(colon + 1).strip());
    }
    int query = words[1].indexOf('?');
    String path = query < 0 ? words[1] : words[1].substring(0, query);
    return new Head(words[0], path, words[2], headers);
  }

  private String headLine() throws IOException, Unreadable {
    byte[] line = new byte[256];
    int length = 0;
    for (int next = headByte(); next != '\n'; next = headByte()) {
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    length = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  private int headByte() throws IOException, Unreadable {
    if (headLeft-- <= 0) {
      throw new Unreadable(431);
    }
    if (at == end && !fill(patience.head().minusNanos(System.nanoTime() - began))) {
      throw new EOFException("the connection ended within the headers");
    }
    return buffer[at++] & 0xff;
  }

  /** The next bytes of the body as they come, chunk sizes included; -1 at the end. */
  int read(byte[] into, int from, int length) throws IOException {
    if (at == end) {
      Duration left = patience.whole().minusNanos(System.nanoTime() - began);
      if (!fill(left.compareTo(patience.silence()) < 0 ? left : patience.silence())) {
        return -1;
      }
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, from, count);
    at += count;
    return count;
  }

  private boolean fill(Duration limit) throws IOException {
    if (limit.isNegative() || limit.isZero()) {
      throw new SocketTimeoutException("the time of this connection is over");
    }
    // Zero would mean no limit.
    socket.setSoTimeout((int) Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE)));
    int count = in.read(buffer);
    at = 0;
    end = Math.max(count, 0);
    return count >= 0;
  }

  /** Has a sender that asked first go on with its body. */
  void goOn() throws IOException {
    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /**
   * Answers, and lets the sender finish for a moment: a connection that is closed while bytes are
   * on their way is reset, and the answer with it.
   */
  void answer(int status, String headers, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " "
            + reason(status)
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    socket.shutdownOutput();
    long deadline = System.nanoTime() + DRAINING.toNanos();
    int left = DRAINED;
    try {
      while (left > 0 && fill(Duration.ofNanos(deadline - System.nanoTime()))) {
        left -= end;
      }
    } catch (SocketTimeoutException _) {
      // It was given its time.
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 410 -> "Gone";
      case 431 -> "Request Header Fields Too Large";
      default -> "Refused";
    };
  }

  /** A proxy on the way may have lowered the letters. */
  private static String canonical(String name) {
    StringBuilder text = new StringBuilder(name);
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (first && letter >= 'a' && letter <= 'z') {
        text.setCharAt(i, (char) (letter - 'a' + 'A'));
      } else if (!first && letter >= 'A' && letter <= 'Z') {
        text.setCharAt(i, (char) (letter - 'A' + 'a'));
      }
      first = letter == '-';
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost with it.
    }
  }
}
