package io.fairlead.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How far one exchange came, and when: tells a request that never left from one whose answer was
 * lost, and feeds the timing of a call.
 *
 * <p>Written by OkHttp's thread of the call, read after it ended.
 */
public final class ExchangeProgress extends EventListener {

  /** The last thing that had begun. */
  public enum Stage {
    RESOLVE,
    CONNECT,
    SECURE,
    SEND,
    WAIT,
    RECEIVE
  }

  private final long begin = System.nanoTime();
  private volatile Stage stage = Stage.RESOLVE;
  private volatile boolean sending;
  private volatile int status;
  private volatile long sent;
  private volatile long firstByte;
  private volatile long connected;

  /** The last thing that had begun. */
  public Stage stage() {
    return stage;
  }

  /** Whether any byte of the request may have reached the server. */
  public boolean mayHaveArrived() {
    return sending;
  }

  /** The status of the answer; zero while none has come. */
  public int status() {
    return status;
  }

  /** From the start until now. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** From the start until the answer's first byte; zero while there is none. */
  public Duration untilFirstByte() {
    return since(firstByte);
  }

  /** From the start until a connection stood; zero where a pooled one served. */
  public Duration untilConnected() {
    return since(connected);
  }

  /** From the start until the whole request was sent; zero before. */
  public Duration untilSent() {
    return since(sent);
  }

  private Duration since(long time) {
    return time == 0 ? Duration.ZERO : Duration.ofNanos(time - begin);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    // Addresses are tried side by side: a late loser must not turn back what has begun.
    if (stage == Stage.RESOLVE) {
      stage = Stage.CONNECT;
    }
  }

  @Override
  public void secureConnectStart(Call call) {
    if (stage.compareTo(Stage.SECURE) < 0) {
      stage = Stage.SECURE;
    }
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    connected = System.nanoTime();
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    connected = System.nanoTime();
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    if (stage == Stage.RESOLVE) {
      stage = Stage.CONNECT;
    }
  }

  @Override
  public void requestHeadersStart(Call call) {
    sending = true;
    stage = Stage.SEND;
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    sent = System.nanoTime();
    if (request.body() == null) {
      stage = Stage.WAIT;
    }
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    sent = System.nanoTime();
    stage = Stage.WAIT;
  }

  @Override
  public void responseHeadersStart(Call call) {
    // OkHttp announces this before the first byte, when it begins to read.
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    firstByte = System.nanoTime();
    status = response.code();
    stage = Stage.RECEIVE;
  }

  @Override
  public void requestFailed(Call call, IOException failure) {
    // The stage already tells how far it came.
  }
}
