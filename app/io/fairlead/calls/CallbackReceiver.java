package io.fairlead.calls;

import io.fairlead.calls.AsyncState.Wholeness;
import io.fairlead.calls.CallbackConnection.Head;
import io.fairlead.calls.CallbackConnection.Patience;
import io.fairlead.calls.CallbackConnection.Unreadable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The listening half of the inbox, at one address and port: takes POSTs that name one of its hosts,
 * hands their path to the {@link Desk}, reads at most what the desk grants.
 *
 * <p>Not thread-safe in {@link #bind()} and {@link #unbind()}: the inbox calls them under its lock.
 */
final class CallbackReceiver {

  private static final int CHUNK = 16 * 1024;
  private static final int BACKLOG = 512;
  private static final int CONNECTIONS = 128;
  private static final Duration RELEASE = Duration.ofMillis(200);
  private static final String PLAIN = "Content-Type: text/plain; charset=utf-8\r\n";

  /** What the desk says about a request, as the status that answers it. */
  enum Verdict {
    WANTED(200),
    USED(410),
    UNKNOWN(404);

    private final int status;

    Verdict(int status) {
      this.status = status;
    }
  }

  /**
   * A callback that was read.
   *
   * @param headers names as Go spells them
   * @param wholeness whether the body is whole
   */
  record Delivery(Map<String, List<String>> headers, ByteString body, Wholeness wholeness) {}

  /** Who knows the calls. Called on the virtual thread of the connection. */
  interface Desk {

    /** A request under a foreign host name, or from a foreign page, was turned away. */
    void foreign();

    /** A request could not be read: it is none, passes a cap, or does not come to its end. */
    void unreadable();

    /** Claims a path for this one request; after {@link Verdict#WANTED} comes {@link #end}. */
    Verdict claim(CallbackReceiver receiver, String host, String path, List<String> callIds);

    /** How many of some bytes may be kept for the claimed path. */
    int grant(String path, int bytes);

    /** What came for the claimed path. */
    void deliver(String path, Delivery delivery);

    /** The claimed request was answered and its connection closed. */
    void end();
  }

  private final InetAddress host;
  private final int wanted;
  private final Patience patience;
  private final Executor executor;
  private final Desk desk;
  private final Set<CallbackAddress> names = new CopyOnWriteArraySet<>();
  private final Semaphore slots = new Semaphore(CONNECTIONS);

  /** Connections that have not sent their headers yet, the oldest first, and all others. */
  private final Set<CallbackConnection> silent = new LinkedHashSet<>();

  private final Set<CallbackConnection> open = new LinkedHashSet<>();
  private @Nullable ServerSocket server;
  private CountDownLatch ended = new CountDownLatch(0);
  private int port;

  /**
   * A receiver that does not listen yet.
   *
   * @param wanted the port; 0 for any free one
   */
  CallbackReceiver(InetAddress host, int wanted, Patience patience, Executor executor, Desk desk) {
    this.host = host;
    this.wanted = wanted;
    this.patience = patience;
    this.executor = executor;
    this.desk = desk;
    this.port = wanted;
  }

  boolean isBound() {
    return server != null;
  }

  /** The port that it listens on, or did when it last listened; 0 for one that never did. */
  int port() {
    return port;
  }

  InetAddress host() {
    return host;
  }

  /** Answers to the host names of this address from now on. */
  void answerTo(CallbackAddress address) {
    names.add(address);
  }

  /**
   * Listens, if it does not yet, and gives back the port: the former one where it is still free, so
   * that a late callback still finds it.
   */
  int bind() throws IOException {
    if (server == null) {
      ServerSocket created = create();
      CountDownLatch end = new CountDownLatch(1);
      server = created;
      ended = end;
      port = created.getLocalPort();
      executor.execute(
          () -> {
            try {
              accept(created);
            } finally {
              end.countDown();
            }
          });
    }
    return port;
  }

  private ServerSocket create() throws IOException {
    try {
      return listenOn(port);
    } catch (BindException e) {
      if (port == wanted) {
        throw e;
      }
      return listenOn(wanted);
    }
  }

  private ServerSocket listenOn(int number) throws IOException {
    ServerSocket created = new ServerSocket();
    try {
      created.bind(new InetSocketAddress(host, number), BACKLOG);
      return created;
    } catch (IOException | RuntimeException e) {
      created.close();
      throw e;
    }
  }

  /** Stops listening at once, and hangs up on whoever is connected. */
  void unbind() {
    ServerSocket bound = server;
    server = null;
    if (bound != null) {
      close(bound);
      synchronized (open) {
        List.copyOf(open).forEach(CallbackConnection::close);
      }
      awaitEnd();
    }
  }

  /** The system gives the port back only when nobody waits at the closed socket any more. */
  private void awaitEnd() {
    try {
      ended.await(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(java.io.Closeable one) {
    try {
      one.close();
    } catch (IOException _) {
      // It does not listen any more, which is what was wanted.
    }
  }

  private void accept(ServerSocket listening) {
    try (listening) {
      while (!listening.isClosed()) {
        Socket socket = listening.accept();
        if (!slots.tryAcquire()) {
          hangUpOnTheOldestSilentOne();
          await(socket);
        }
        executor.execute(() -> serve(socket, listening));
      }
    } catch (IOException _) {
      // It was closed.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Socket socket) throws InterruptedException {
    boolean free = false;
    try {
      slots.acquire();
      free = true;
    } finally {
      if (!free) {
        close(socket);
      }
    }
  }

  /** Whoever opens connections and says nothing must not keep a worker out. */
  private void hangUpOnTheOldestSilentOne() {
    synchronized (open) {
      Iterator<CallbackConnection> oldest = silent.iterator();
      if (oldest.hasNext()) {
        oldest.next().close();
        oldest.remove();
      }
    }
  }

  private void serve(Socket socket, ServerSocket listening) {
    Claim claim = new Claim();
    try (CallbackConnection connection = new CallbackConnection(socket, patience)) {
      try {
        synchronized (open) {
          open.add(connection);
          silent.add(connection);
        }
        if (!listening.isClosed()) {
          serve(connection, claim);
        }
      } finally {
        synchronized (open) {
          open.remove(connection);
          silent.remove(connection);
        }
      }
    } catch (IOException _) {
      // The other side is gone, and with it whom to tell.
    } finally {
      slots.release();
      close(socket);
      if (claim.made) {
        desk.end();
      }
    }
  }

  /** Whether a connection has used a path, however it ended. */
  private static final class Claim {
    private boolean made;
  }

  private void serve(CallbackConnection connection, Claim claim) throws IOException {
    try {
      Head head = connection.readHead();
      synchronized (open) {
        silent.remove(connection);
      }
      CallbackBody body = CallbackBody.of(connection, head);
      String named = host(head);
      if (named.isEmpty()) {
        desk.foreign();
        connection.answer(403, "", "");
      } else if (!head.method().equals("POST")) {
        connection.answer(405, "Allow: POST\r\n" + PLAIN, "Results arrive here, by POST.\n");
      } else {
        Verdict verdict = desk.claim(this, named, head.path(), head.values("X-Call-Id"));
        if (verdict == Verdict.WANTED) {
          claim.made = true;
          take(connection, head, body);
        } else {
          connection.answer(verdict.status, "", "");
        }
      }
    } catch (Unreadable e) {
      desk.unreadable();
      connection.answer(e.status(), "", "");
    } catch (SocketTimeoutException _) {
      desk.unreadable();
      connection.answer(408, "", "");
    }
  }

  /**
   * The host that a request names, where it is one of ours; empty else. A page in a browser that
   * was lured here under a foreign name does not get past this, nor does one that a browser says is
   * of another origin.
   */
  private String host(Head head) {
    List<String> hosts = head.values("Host");
    boolean ours = hosts.size() == 1 && isNamedBy(hosts.getFirst());
    boolean fromPage = head.values("Origin").stream().anyMatch(origin -> !isOurOrigin(origin));
    return ours && !fromPage ? hosts.getFirst() : "";
  }

  private boolean isOurOrigin(String origin) {
    HttpUrl url = HttpUrl.parse(origin);
    return url != null && isNamedBy(url.host().contains(":") ? "[" + url.host() + "]" : url.host());
  }

  private boolean isNamedBy(String hostHeader) {
    return names.stream().anyMatch(address -> address.isNamedBy(hostHeader));
  }

  /** Whatever happens on the way, something is delivered: the path works only once. */
  private void take(CallbackConnection connection, Head head, CallbackBody body)
      throws IOException {
    Buffer kept = new Buffer();
    Wholeness wholeness = Wholeness.BROKEN_OFF;
    try {
      if (head.expectsContinue()) {
        connection.goOn();
      }
      wholeness = read(head.path(), body, kept);
    } finally {
      desk.deliver(head.path(), new Delivery(head.headers(), kept.snapshot(), wholeness));
    }
    connection.answer(wholeness == Wholeness.STALLED ? 408 : 200, "", "");
  }

  private Wholeness read(String path, CallbackBody body, Buffer kept) {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        int granted = desk.grant(path, count);
        kept.write(chunk, 0, granted);
        if (granted < count) {
          return Wholeness.OVER_CAP;
        }
      }
      return Wholeness.WHOLE;
    } catch (SocketTimeoutException _) {
      return Wholeness.STALLED;
    } catch (IOException _) {
      // The worker never calls twice (contract 0.18): a part is all there will be, and is kept.
      return Wholeness.BROKEN_OFF;
    }
  }
}
