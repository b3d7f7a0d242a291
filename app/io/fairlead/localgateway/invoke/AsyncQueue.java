package io.fairlead.localgateway.invoke;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asynchronous calls that wait for a worker (contract 1.7 and 3.1). In memory, as the Community
 * edition's queue is on Kubernetes: what waits when the gateway closes is lost.
 */
public final class AsyncQueue implements AutoCloseable {

  /** The largest body of an asynchronous call in the Community edition. */
  public static final int LARGEST_BODY = 256_000;

  private static final Logger LOG = LoggerFactory.getLogger(AsyncQueue.class);
  private static final long MOST_BYTES = 64L << 20;

  private final Invoker invoker;
  private final Callbacks callbacks;
  private final int capacity;
  private final BlockingQueue<Queued> waiting;
  private final AtomicLong bytes = new AtomicLong();
  private final ExecutorService workers;

  /**
   * A queued call.
   *
   * @param function as it stands in the URL
   * @param headers as received, with call id and start time added
   * @param callId what the callback will carry
   * @param callbackUrl empty when nobody wants the answer
   */
  public record Queued(
      String function,
      String path,
      @Nullable String query,
      Map<String, List<String>> headers,
      Invocation.Origin origin,
      Body body,
      String callId,
      String callbackUrl) {}

  /** The bytes of a queued body. */
  public static final class Body {
    private final byte[] content;

    /** These bytes, which nobody changes any more. */
    public Body(byte[] content) {
      this.content = content;
    }
  }

  /**
   * A queue with its workers.
   *
   * @param capacity calls that may wait
   * @param workerCount calls that run at a time
   */
  public AsyncQueue(Invoker invoker, Callbacks callbacks, int capacity, int workerCount) {
    this.invoker = invoker;
    this.callbacks = callbacks;
    this.capacity = capacity;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("queue-worker-", 1).factory());
    for (int i = 0; i < workerCount; i++) {
      workers.execute(this::work);
    }
  }

  /** Queues a call; the text of the refusal, or empty when it waits now. */
  public String offer(Queued call) {
    if (bytes.addAndGet(call.body().content.length) > MOST_BYTES) {
      bytes.addAndGet(-call.body().content.length);
      return "the bodies that wait exceed " + MOST_BYTES + " bytes";
    }
    if (waiting.offer(call)) {
      return "";
    }
    bytes.addAndGet(-call.body().content.length);
    return "the queue is full, maximum: " + capacity + " calls";
  }

  @Override
  public void close() {
    workers.shutdownNow();
    waiting.clear();
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Queued call = waiting.take();
        bytes.addAndGet(-call.body().content.length);
        run(call);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // One bad call must not end the worker.
        LOG.error("an asynchronous call failed", e);
      }
    }
  }

  private void run(Queued call) throws InterruptedException {
    long startNanos = System.nanoTime();
    MemorySink sink = new MemorySink();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    call.headers().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
    headers.put("User-Agent", List.of("openfaas-ce/nats-queue-worker"));
    Invocation invocation =
        new Invocation(
            call.function(),
            "POST",
            call.path(),
            call.query(),
            headers,
            call.origin(),
            new ByteArrayInputStream(call.body().content));
    try {
      invoker.invoke(invocation, sink);
    } catch (IOException e) {
      LOG.debug("asynchronous call {} of {} broke off", call.callId(), call.function(), e);
      sink.fail();
    }
    if (!call.callbackUrl().isEmpty()) {
      callbacks.send(call, sink, System.nanoTime() - startNanos);
    }
  }
}
