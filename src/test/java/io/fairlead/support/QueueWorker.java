package io.fairlead.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Delivers results as a gateway's queue worker does (contract 1.7, callback request). */
public final class QueueWorker {

  private QueueWorker() {}

  /** Makes one callback and waits for its answer, which must be a success. */
  public static void deliver(String callbackUrl, int functionStatus, String body) {
    URI target = URI.create(callbackUrl);
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nX-Function-Status: %d\r\nX-Duration-Seconds: 0.250000\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\nContent-Length: %d\r\n\r\n";
    try (Socket socket = new Socket(target.getHost(), target.getPort())) {
      socket
          .getOutputStream()
          .write(
              head.formatted(
                      target.getPath(), target.getAuthority(), functionStatus, content.length)
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 2")) {
        throw new AssertionError("the callback was answered " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
