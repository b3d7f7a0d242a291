package io.fairlead.calls.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls over plain HTTP/1.1: one thread, one selector, one call at a time on each connection,
 * no garbage per call.
 *
 * <p>At a constant rate a call begins when it is due, on an idle connection or a new one; where the
 * ceiling of connections leaves none it waits, counted from its intended start, and is given up
 * when it has waited for as long as a call may take. Workers each keep a connection and call again
 * as soon as they were answered; one that could not connect pauses for 10 ms.
 *
 * <p>A connection that the server closed while it was idle is noticed before it is used. Where the
 * close crosses with a request on its way, GET, HEAD and OPTIONS are given once more on a new
 * connection, as browsers do; anything else might happen twice, so it counts as reset.
 */
final class EventLoop implements Calling {

  private static final int READ_BYTES = 1 << 16;
  private static final int MOST_READS = 16;
  private static final int MOST_AT_ONCE = 64;
  private static final long MILLI = 1_000_000;
  private static final long AWAKE = MILLI / 5;
  private static final long PAUSE = 10 * MILLI;

  private final PlainRequest request;
  private final Selector selector;
  private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private final long timeout;
  private final boolean rate;
  private final int workers;
  private final Consumer<SelectionKey> ready = this::ready;
  private final Lines lines;
  private final UnderWay underWay = new UnderWay();

  /** Workers that may call at once, and those that pause. */
  private final Deque<Line> waiting = new ArrayDeque<>();

  private final Deque<Line> paused = new ArrayDeque<>();
  private volatile @Nullable Thread own;
  private Course course;
  private Tally tally;
  private long nextAllowed;
  private boolean more = true;

  /** A loop for this plan; resolves nothing. */
  EventLoop(ProbePlan plan, PlainRequest request, List<InetSocketAddress> addresses)
      throws IOException {
    this.request = request;
    this.selector = Selector.open();
    this.timeout = plan.timeout().toNanos();
    this.rate = plan.load() instanceof ProbeLoad.Rate;
    this.workers =
        plan.load() instanceof ProbeLoad.Workers wanted
            ? Math.min(wanted.count(), plan.ceiling().connections())
            : 0;
    this.lines =
        new Lines(
            addresses,
            request.bytes(),
            selector,
            plan.ceiling().connections(),
            rate || !request.isSafe());
    this.course = new Course(plan, 0);
    this.tally = new Tally(rate);
  }

  @Override
  public void wake() {
    LockSupport.unpark(own);
    selector.wakeup();
  }

  @Override
  public int inFlight() {
    return underWay.count();
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : List.copyOf(selector.keys())) {
        ((Line) key.attachment()).close();
      }
      selector.close();
    } catch (IOException _) {
      // The process has no further use for it.
    }
  }

  @Override
  public void run(Course asked, Tally counted) {
    own = Thread.currentThread();
    course = asked;
    tally = counted;
    nextAllowed = asked.begin();
    for (int i = 0; i < workers; i++) {
      waiting.add(lines.unconnected());
    }
    try {
      while (!course.isStopped()) {
        long now = System.nanoTime();
        if (now - course.hardEnd() >= 0) {
          course.reachedCeiling();
          return;
        }
        expire(now);
        long next = rate ? launchDue(now) : launchWorkers(now);
        if (!more && underWay.count() == 0) {
          return;
        }
        await(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for answers until then at most. The selector sleeps whole milliseconds only, so where no
   * answer can come the thread itself sleeps the rest, and where one can the next call may begin a
   * millisecond late: a thread that stayed awake instead would be held up for much longer wherever
   * the machine has other work.
   */
  private void await(long next) throws IOException {
    Line oldest = underWay.oldest();
    long until = Math.min(next, course.hardEnd());
    if (oldest != null) {
      until = Math.min(until, oldest.started + timeout);
    }
    long left = until - System.nanoTime();
    if (oldest == null && left < 2 * MILLI) {
      LockSupport.parkNanos(left);
    } else if (left >= AWAKE) {
      selector.select(ready, Math.clamp(left / MILLI, 1, 60_000));
    } else {
      selector.selectNow(ready);
    }
  }

  private void expire(long now) {
    Line oldest = underWay.oldest();
    while (oldest != null && now - oldest.started >= timeout) {
      boolean connecting = oldest.state == Line.State.CONNECTING;
      if (connecting) {
        lines.avoid(oldest);
      }
      fail(oldest, connecting ? ProbeError.CONNECT : ProbeError.TIMEOUT, now);
      oldest = underWay.oldest();
    }
  }

  /** Begins the calls that are due; gives back when the next one is. */
  private long launchDue(long now) {
    // Answers are looked at in between, however many calls are late.
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      long due = course.due();
      if (!course.allows(due)) {
        more = false;
        return Long.MAX_VALUE;
      }
      if (due > now) {
        return due;
      }
      Line line = lines.take();
      if (line != null) {
        course.begun(due);
        begin(line, due, System.nanoTime());
      } else if (now - due >= timeout) {
        course.begun(due);
        if (course.counts(due)) {
          tally.notSent(due, now);
        }
      } else {
        return due + timeout;
      }
    }
    return now;
  }

  private long launchWorkers(long now) {
    for (Line line = paused.peek(); line != null && line.resumeAt <= now; line = paused.peek()) {
      waiting.add(paused.remove());
    }
    for (int i = waiting.size(); i > 0 && course.allows(now); i--) {
      if (now < nextAllowed) {
        return nextAllowed;
      }
      beginNext(waiting.remove(), System.nanoTime());
    }
    more &= course.allows(now);
    if (more && !waiting.isEmpty()) {
      return now;
    }
    Line first = paused.peek();
    return more && first != null ? first.resumeAt : Long.MAX_VALUE;
  }

  /** A worker calls again, or waits where the ceiling of the rate wants it. */
  private void goOn(Line line, long now) {
    if (!course.allows(now)) {
      more = false;
    } else if (now < nextAllowed) {
      waiting.add(line);
    } else {
      beginNext(line, now);
    }
  }

  private void beginNext(Line line, long now) {
    // A millisecond may be caught up, else a batch of answers would cost the rate of its ceiling.
    nextAllowed = Math.max(nextAllowed, now - MILLI) + (long) course.interval();
    course.begun(now);
    if (line.state == Line.State.IDLE && !lines.isUsable(line)) {
      lines.release(line);
    }
    begin(line, now, now);
  }

  private void begin(Line line, long intended, long now) {
    line.intended = intended;
    line.started = now;
    line.again = false;
    underWay.add(line);
    if (line.state == Line.State.IDLE) {
      line.reused = true;
      send(line);
    } else {
      opened(line, lines.open(line));
    }
  }

  private void opened(Line line, Lines.Opening opening) {
    switch (opening) {
      case OPEN -> send(line);
      case PENDING -> {}
      case REFUSED -> fail(line, ProbeError.CONNECT, System.nanoTime());
    }
  }

  private void send(Line line) {
    try {
      line.send(request.isHead());
    } catch (IOException _) {
      lost(line);
    }
  }

  private void ready(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (line.state == Line.State.CONNECTING) {
        opened(line, lines.goOn(line));
        return;
      }
      if (key.isWritable() && line.state == Line.State.SENDING) {
        line.write();
      }
      if (key.isReadable()) {
        read(line);
      }
    } catch (CancelledKeyException _) {
      // Closed by what was done for an event before.
    } catch (IOException _) {
      lost(line);
    }
  }

  private void read(Line line) throws IOException {
    if (line.state == Line.State.IDLE) {
      // Closed by the server, or bytes that nobody asked for.
      lines.lostIdle(line);
      return;
    }
    AnswerParser parser = line.parser;
    for (int i = 0; i < MOST_READS; i++) {
      received.clear();
      int count = line.read(received);
      if (count < 0) {
        ended(line);
        return;
      }
      if (count <= parser.skippable()) {
        parser.skip(count);
      } else {
        received.flip();
        received.get(bytes, 0, count);
        parser.accept(bytes, 0, count);
      }
      if (parser.isOver()) {
        judge(line);
        return;
      }
      if (count < READ_BYTES) {
        return;
      }
    }
  }

  /** The server has closed the connection. */
  private void ended(Line line) {
    if (line.parser.isUntouched()) {
      lost(line);
      return;
    }
    line.parser.end();
    judge(line);
  }

  /** The connection broke, or was closed before the first byte of an answer. */
  private void lost(Line line) {
    if (line.state == Line.State.IDLE || line.state == Line.State.CLOSED) {
      return;
    }
    boolean crossed = line.reused && line.parser.isUntouched();
    if (crossed) {
      lines.beWary();
    }
    if (crossed && request.isSafe() && !line.again) {
      lines.release(line);
      line.again = true;
      opened(line, lines.open(line));
    } else {
      fail(line, ProbeError.RESET, System.nanoTime());
    }
  }

  private void judge(Line line) {
    AnswerParser parser = line.parser;
    long now = System.nanoTime();
    switch (parser.state()) {
      case DONE -> {
        if (course.counts(line.intended)) {
          tally.answered(parser.status(), parser.bodyBytes(), line.intended, line.started, now);
        }
        underWay.remove(line);
        // An answer before the whole request leaves the rest of it behind.
        if (parser.persists() && line.state == Line.State.AWAITING) {
          line.state = Line.State.IDLE;
        } else {
          lines.release(line);
        }
        after(line, now);
      }
      case TRUNCATED -> fail(line, ProbeError.TRUNCATED, now);
      default -> fail(line, ProbeError.MALFORMED, now);
    }
  }

  private void fail(Line line, ProbeError error, long now) {
    if (course.counts(line.intended)) {
      tally.failed(error, line.intended, line.started, now);
    }
    underWay.remove(line);
    lines.release(line);
    if (error == ProbeError.CONNECT && !rate) {
      line.resumeAt = now + PAUSE;
      paused.add(line);
    } else if (!rate) {
      // Not at once: whoever fails in here may have been begun by a worker that failed.
      waiting.add(line);
    }
  }

  private void after(Line line, long now) {
    if (!rate) {
      goOn(line, now);
    } else if (line.state == Line.State.IDLE) {
      lines.park(line);
    }
  }
}
