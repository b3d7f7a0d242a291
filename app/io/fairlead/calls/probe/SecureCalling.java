package io.fairlead.calls.probe;

import io.fairlead.model.Header;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.net.Trust;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls over TLS, in HTTP/2 where the server offers it: each on a virtual thread. Less exact
 * and dearer than {@link EventLoop}; the figures mean the same. Connections are counted as calls
 * under way: HTTP/2 needs fewer.
 */
final class SecureCalling implements Calling {

  private static final long PAUSE = 10_000_000;
  private static final long LONGEST_NAP = 50_000_000;

  private final Object turn = new Object();
  private final OkHttpClient client;
  private final Request request;
  private final Scope scope = new Scope("probe-call");
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Semaphore places;
  private final long timeout;
  private final @Nullable Integer workers;
  private volatile @Nullable Thread pacing;

  SecureCalling(ProbePlan plan, @Nullable Trust trust) {
    HttpTarget target = HttpTarget.of(plan.request().url(), null).withDeadline(plan.timeout());
    if (trust != null) {
      target = target.withTrust(trust);
    }
    this.client =
        target
            .withTimeout(plan.timeout())
            .keptConnections(
                plan.ceiling().connections(), RequestRules.isSafe(plan.request().method()));
    this.request = request(plan.request());
    this.places = new Semaphore(plan.ceiling().connections(), true);
    this.timeout = plan.timeout().toNanos();
    this.workers =
        plan.load() instanceof ProbeLoad.Workers wanted
            ? Math.min(wanted.count(), plan.ceiling().connections())
            : null;
  }

  private static Request request(ProbeRequest asked) {
    boolean bodiless = asked.method().equals("GET") || asked.method().equals("HEAD");
    Request.Builder request =
        new Request.Builder()
            .url(asked.url().newBuilder().username("").password("").build())
            .method(asked.method(), bodiless ? null : RequestBody.create(asked.body(), null));
    if (asked.headers().stream().noneMatch(header -> header.isNamed("Accept-Encoding"))) {
      request.header("Accept-Encoding", "identity");
    }
    for (Header header : RequestRules.complete(asked)) {
      request.addHeader(header.name(), header.value());
    }
    return request.build();
  }

  @Override
  public void run(Course course, Tally tally) {
    pacing = Thread.currentThread();
    for (int i = 0; workers != null && i < workers; i++) {
      scope.run(() -> work(course, tally));
    }
    boolean more = true;
    while (!course.isStopped() && (more || inFlight.get() > 0)) {
      long now = System.nanoTime();
      if (now - course.hardEnd() >= 0) {
        course.reachedCeiling();
        return;
      }
      long next = now + LONGEST_NAP;
      if (workers != null) {
        synchronized (turn) {
          more = course.allows(now);
        }
        next = more ? next : now + PAUSE;
      } else if (more) {
        long due = course.due();
        more = course.allows(due);
        if (more && due <= now) {
          course.begun(due);
          inFlight.incrementAndGet();
          scope.run(() -> arrive(course, tally, due));
          continue;
        }
        next = more ? Math.min(next, due) : now + PAUSE;
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** One call at its time. */
  private void arrive(Course course, Tally tally, long intended) {
    try {
      long patience = timeout - (System.nanoTime() - intended);
      if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
        if (course.counts(intended)) {
          tally.notSent(intended, System.nanoTime());
        }
        return;
      }
      try {
        call(course, tally, intended, System.nanoTime());
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** A worker: one call after the other. */
  private void work(Course course, Tally tally) {
    while (!scope.isClosed()) {
      long now = System.nanoTime();
      long due;
      synchronized (turn) {
        if (!course.allows(now)) {
          return;
        }
        // The ceiling of the rate holds for workers too.
        due = course.due();
        if (due <= now) {
          course.begun(now);
          inFlight.incrementAndGet();
        }
      }
      if (due > now) {
        LockSupport.parkNanos(due - now);
        continue;
      }
      try {
        if (call(course, tally, now, now) == ProbeError.CONNECT) {
          LockSupport.parkNanos(PAUSE);
        }
      } finally {
        inFlight.decrementAndGet();
      }
    }
  }

  private @Nullable ProbeError call(Course course, Tally tally, long intended, long started) {
    Call call = client.newCall(request);
    boolean begun = false;
    try (Scope.Registration _ = scope.onClose(call::cancel);
        Response response = call.execute()) {
      begun = true;
      long body = read(response.body().source());
      if (course.counts(intended)) {
        tally.answered(response.code(), body, intended, started, System.nanoTime());
      }
      return null;
    } catch (IOException e) {
      if (scope.isClosed() || course.isStopped()) {
        return ProbeError.RESET;
      }
      return fail(errorOf(e, begun), course, tally, intended, started);
    } catch (IllegalArgumentException _) {
      // The HTTP library complains about some answers as if they were arguments of ours.
      return fail(ProbeError.MALFORMED, course, tally, intended, started);
    }
  }

  private static ProbeError fail(
      ProbeError error, Course course, Tally tally, long intended, long started) {
    if (course.counts(intended)) {
      tally.failed(error, intended, started, System.nanoTime());
    }
    return error;
  }

  private static long read(BufferedSource source) throws IOException {
    Buffer chunk = new Buffer();
    long all = 0;
    for (long count = source.read(chunk, 1 << 14);
        count >= 0;
        count = source.read(chunk, 1 << 14)) {
      all += count;
      chunk.clear();
    }
    return all;
  }

  private static ProbeError errorOf(IOException e, boolean begun) {
    return switch (e) {
      case SSLException _ when !begun -> ProbeError.CONNECT;
      case ConnectException _ -> ProbeError.CONNECT;
      case NoRouteToHostException _ -> ProbeError.CONNECT;
      case UnknownHostException _ -> ProbeError.CONNECT;
      case InterruptedIOException _ -> ProbeError.TIMEOUT;
      case ProtocolException p when "unexpected end of stream".equals(p.getMessage()) ->
          ProbeError.TRUNCATED;
      case ProtocolException _ -> ProbeError.MALFORMED;
      case EOFException _ when begun -> ProbeError.TRUNCATED;
      default -> ProbeError.RESET;
    };
  }

  @Override
  public void wake() {
    LockSupport.unpark(pacing);
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public void close() {
    scope.close();
    client.connectionPool().evictAll();
  }
}
