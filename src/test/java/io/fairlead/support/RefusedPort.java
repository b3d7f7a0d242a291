package io.fairlead.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of loopback that refuses connections, and that nobody else can take meanwhile. */
public final class RefusedPort implements AutoCloseable {

  /** Bound, and never told to listen. */
  private final Socket holder = new Socket();

  /** Any port that is free. */
  public RefusedPort() {
    try {
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base URL. */
  public String url() {
    return "http://127.0.0.1:" + holder.getLocalPort();
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
