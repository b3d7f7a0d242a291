package io.fairlead.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  /** When each stage was entered and left; guarded by the first. */
  private final Map<Stage, Long> begun = new EnumMap<>(Stage.class);

  private final Map<Stage, Long> ended = new EnumMap<>(Stage.class);
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

  /**
   * The stages that were entered, in their order; the last is still under way until {@link #end}.
   */
  public List<Span> spans() {
    synchronized (begun) {
      long now = System.nanoTime();
      return begun.entrySet().stream()
          .map(
              entered ->
                  new Span(
                      entered.getKey(),
                      since(entered.getValue()),
                      since(ended.getOrDefault(entered.getKey(), now))))
          .toList();
    }
  }

  /** The same stages, counted from an earlier beginning: of a call that was redirected. */
  public List<Span> spans(Duration before) {
    return spans().stream().map(span -> span.later(before)).toList();
  }

  /** Nothing more comes: what is under way ends now. */
  public void end() {
    for (Stage entered : Stage.values()) {
      ended(entered);
    }
  }

  private void began(Stage entered) {
    synchronized (begun) {
      begun.putIfAbsent(entered, System.nanoTime());
    }
  }

  private void ended(Stage left) {
    synchronized (begun) {
      if (begun.containsKey(left)) {
        ended.putIfAbsent(left, System.nanoTime());
      }
    }
  }

  private Duration since(long time) {
    return time == 0 ? Duration.ZERO : Duration.ofNanos(time - begin);
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    began(Stage.RESOLVE);
  }

  @Override
  public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
    ended(Stage.RESOLVE);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    began(Stage.CONNECT);
    // Addresses are tried side by side: a late loser must not turn back what has begun.
    if (stage == Stage.RESOLVE) {
      stage = Stage.CONNECT;
    }
  }

  @Override
  public void secureConnectStart(Call call) {
    ended(Stage.CONNECT);
    began(Stage.SECURE);
    if (stage.compareTo(Stage.SECURE) < 0) {
      stage = Stage.SECURE;
    }
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    ended(Stage.SECURE);
    connected = System.nanoTime();
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    ended(Stage.CONNECT);
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
    began(Stage.SEND);
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    sent = System.nanoTime();
    if (request.body() == null) {
      waiting();
    }
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    sent = System.nanoTime();
    waiting();
  }

  private void waiting() {
    stage = Stage.WAIT;
    ended(Stage.SEND);
    began(Stage.WAIT);
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
    // A server may answer before it has the whole request.
    ended(Stage.SEND);
    ended(Stage.WAIT);
    began(Stage.RECEIVE);
  }

  @Override
  public void requestFailed(Call call, IOException failure) {
    // The stage already tells how far it came.
  }
}
