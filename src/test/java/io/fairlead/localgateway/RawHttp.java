package io.fairlead.localgateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Speaks HTTP over a plain socket, so that a test decides every byte of the request's head. */
public final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private List<String[]> headers = List.of();
  private String lastMethod = "";
  private int status;

  /** What came back. */
  public record Answer(int status, List<String[]> headers, byte[] body) {

    /** A header's first value, whatever its case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header[0].equalsIgnoreCase(name))
          .map(header -> header[1])
          .findFirst();
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A connection to a base address. */
  public static RawHttp open(String url) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new RawHttp(socket);
  }

  /** One request on a connection of its own, with a {@code Host} unless one is given. */
  public static Answer send(String url, String method, String target, String body, String... head)
      throws IOException {
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < head.length; i += 2) {
      lines.add(new String[] {head[i], head[i + 1]});
    }
    return send(url, method, target, body.getBytes(StandardCharsets.UTF_8), lines);
  }

  /** One request on a connection of its own. */
  public static Answer send(
      String url, String method, String target, byte[] body, List<String[]> head)
      throws IOException {
    try (RawHttp connection = open(url)) {
      connection.request(method, target, body, head);
      return connection.answer();
    }
  }

  /** Sends a request; adds {@code Host} and {@code Content-Length} where they lack. */
  public void request(String method, String target, byte[] body, List<String[]> head)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    for (String[] header : head) {
      text.append(header[0]).append(": ").append(header[1]).append("\r\n");
    }
    if (!has(head, "Host")) {
      text.append("Host: 127.0.0.1\r\n");
    }
    if (body.length > 0 && !has(head, "Content-Length") && !has(head, "Transfer-Encoding")) {
      text.append("Content-Length: ").append(body.length).append("\r\n");
    }
    out.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    lastMethod = method;
    socket.getOutputStream().write(out.toByteArray());
  }

  /** Reads one whole answer. */
  public Answer answer() throws IOException {
    readHead();
    boolean bodiless = lastMethod.equals("HEAD") || status == 204 || status == 304;
    if (bodiless) {
      return new Answer(status, headers, new byte[0]);
    }
    if (has("Transfer-Encoding", "chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        body.writeBytes(chunk);
      }
      return new Answer(status, headers, body.toByteArray());
    }
    int length =
        headers.stream()
            .filter(header -> header[0].equalsIgnoreCase("Content-Length"))
            .mapToInt(header -> Integer.parseInt(header[1]))
            .findFirst()
            .orElse(0);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the body broke off after " + body.length + " of " + length);
    }
    return new Answer(status, headers, body);
  }

  /** Reads status line and headers; gives back the status. */
  public int readHead() throws IOException {
    status = Integer.parseInt(line().split(" ", 3)[1]);
    List<String[]> read = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      read.add(new String[] {line.substring(0, colon), line.substring(colon + 1).strip()});
    }
    headers = read;
    return status;
  }

  /** Reads the next chunk of a chunked body; empty at its end. */
  public byte[] chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    byte[] chunk = in.readNBytes(length);
    line();
    return chunk;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new EOFException("the connection was closed after: " + line);
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }

  private boolean has(String name, String value) {
    return headers.stream()
        .anyMatch(header -> header[0].equalsIgnoreCase(name) && header[1].equals(value));
  }

  private static boolean has(List<String[]> head, String name) {
    return head.stream().anyMatch(header -> header[0].equalsIgnoreCase(name));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
