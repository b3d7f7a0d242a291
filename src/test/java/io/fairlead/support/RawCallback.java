package io.fairlead.support;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection to a callback URL of this machine, on which a test decides every byte. */
public final class RawCallback implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final URI url;

  /** Connects to the port that a URL names. */
  public RawCallback(String url) throws IOException {
    this.url = URI.create(url);
    this.socket = new Socket(InetAddress.getByName("127.0.0.1"), this.url.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends a POST to the URL's own path and host, up to the empty line. */
  public RawCallback head(String... headers) throws IOException {
    StringBuilder text =
        new StringBuilder("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority());
    for (String header : headers) {
      text.append("\r\n").append(header);
    }
    return send(text + "\r\n\r\n");
  }

  /** Sends a text as it is. */
  public RawCallback send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return this;
  }

  /** Says that nothing more is sent. */
  public RawCallback end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next lines up to an empty one; empty where the connection ended. */
  public String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0;
        next = socket.getInputStream().read()) {
      text.append((char) next);
      if (text.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return text.toString();
  }

  /** The status of the answer; 0 where the connection was ended or broken instead. */
  public int status() {
    try {
      String answer = answer();
      return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
