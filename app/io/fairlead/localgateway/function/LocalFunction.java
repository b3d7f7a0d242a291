package io.fairlead.localgateway.function;

import io.fairlead.localgateway.function.Capacity.Admission;
import io.fairlead.localgateway.function.Capacity.Seats;
import io.fairlead.openfaas.wire.FunctionDeployment;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A deployed function: its deployment, its replicas, its log. Any thread. */
public final class LocalFunction {

  private final FunctionKey key;
  private final String label;
  private final FunctionDeployment deployment;
  private final Instant createdAt;
  private final FunctionRuntime.Program program;
  private final Map<String, String> environment;
  private final CallLimits limits;
  private final LogRing log;
  private final Surroundings surroundings;
  private final Capacity capacity;
  private final AtomicInteger ordinal = new AtomicInteger();
  private final AtomicReference<String> startFailure = new AtomicReference<>("");
  private final ReentrantLock scaling = new ReentrantLock();
  private int starting;
  private volatile int desired;
  private volatile boolean deleted;
  private final AtomicReference<@Nullable LocalFunction> former = new AtomicReference<>();

  /**
   * What every function of one gateway shares.
   *
   * @param executor runs the start of a replica
   * @param clock stamps log lines
   * @param startDelay of a replica, when the function does not say
   * @param secrets reads a secret by namespace and name
   */
  public record Surroundings(
      Executor executor,
      Clock clock,
      Duration startDelay,
      Function<FunctionKey, Optional<byte[]>> secrets) {}

  LocalFunction(
      FunctionKey key,
      FunctionDeployment deployment,
      Instant createdAt,
      FunctionRuntime.Program program,
      LogRing log,
      Surroundings surroundings) {
    this.key = key;
    this.label = key.label();
    this.deployment = deployment;
    this.createdAt = createdAt;
    this.program = program;
    this.environment = merged(program, deployment);
    this.limits = CallLimits.of(environment, surroundings.startDelay());
    this.log = log;
    this.surroundings = surroundings;
    this.capacity = new Capacity(limits);
  }

  /** Which function it is. */
  public FunctionKey key() {
    return key;
  }

  /** {@code name.namespace}. */
  public String label() {
    return label;
  }

  /** What was deployed, word for word. */
  public FunctionDeployment deployment() {
    return deployment;
  }

  /** When it was first deployed, or last updated. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Its capacity. */
  public CallLimits limits() {
    return limits;
  }

  /** Its log, which survives an update. */
  public LogRing log() {
    return log;
  }

  /** Replicas wanted. */
  public int replicas() {
    return desired;
  }

  /** Replicas that serve. */
  public int availableReplicas() {
    return capacity.readyReplicas();
  }

  /** Calls that are being served. */
  public int inflight() {
    return capacity.inflight();
  }

  /** Why no replica came up; empty when one did. */
  public String startFailure() {
    return startFailure.get();
  }

  /** Who serves its calls: the function that it replaces, until a replica of its own is ready. */
  public LocalFunction serving() {
    LocalFunction before = former.get();
    return before != null && availableReplicas() == 0 && before.availableReplicas() > 0
        ? before
        : this;
  }

  /** Wants so many replicas without starting any, and has its calls served by the former. */
  void prepare(int replicas, LocalFunction before) {
    desired = replicas;
    former.set(before);
  }

  /** Takes back {@link #prepare}. */
  void forgetFormer() {
    former.set(null);
  }

  /** Waits until a replica serves; false when none did in time. */
  public boolean awaitReady(Duration longest) throws InterruptedException {
    return capacity.awaitReady(longest);
  }

  /** Takes a place in a replica, waiting for one if the queue has room. */
  public Admission enter(Duration longest) throws InterruptedException {
    return capacity.take(longest);
  }

  /** Gives the place back. */
  public void leave(Seats seats) {
    capacity.giveBack(seats);
  }

  /** Wants so many replicas from now on: starts what lacks, retires the newest of what is over. */
  void scale(int replicas) {
    scaling.lock();
    try {
      desired = replicas;
      int lacking = deleted ? 0 : desired - capacity.readyReplicas() - starting;
      for (int i = 0; i < lacking; i++) {
        starting++;
        start();
      }
      while (capacity.readyReplicas() > desired && retireNewest()) {
        // One at a time: each says so in the log.
      }
      if (replicas == 0) {
        letFormerGo();
      }
    } finally {
      scaling.unlock();
    }
  }

  /** Ends every replica; calls in flight end by themselves. */
  void retire(boolean forGood) {
    deleted = true;
    scale(0);
    capacity.close();
    if (forGood) {
      log.close();
    }
  }

  private void letFormerGo() {
    LocalFunction before = former.getAndSet(null);
    if (before != null) {
      before.retire(false);
    }
  }

  private boolean retireNewest() {
    Seats seats = capacity.retireNewest();
    if (seats == null) {
      return false;
    }
    write(seats.instance(), "Stopped: no further calls are accepted");
    seats.closeWhenIdle();
    return true;
  }

  private void start() {
    String instance = key.name() + "-" + ordinal.incrementAndGet();
    try {
      surroundings.executor().execute(() -> startNow(instance));
    } catch (RejectedExecutionException _) {
      // The gateway is being closed.
      starting--;
    }
  }

  private void startNow(String instance) {
    Seats seats = null;
    try {
      seats = new Seats(program.start(context(instance)), instance, limits.maxInflight());
      startFailure.set("");
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      startFailure.set(why);
      write(instance, "Cannot start: " + why);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    settle(seats, instance);
  }

  private void settle(@Nullable Seats seats, String instance) {
    scaling.lock();
    try {
      starting--;
      if (seats == null) {
        return;
      }
      if (deleted || capacity.readyReplicas() >= desired) {
        seats.replica().close();
        return;
      }
      write(
          instance,
          "Ready: "
              + deployment.image()
              + ", max_inflight: "
              + limits.maxInflight()
              + ", exec_timeout: "
              + limits.execTimeout().toMillis()
              + "ms");
      capacity.add(seats);
      letFormerGo();
    } finally {
      scaling.unlock();
    }
  }

  private ReplicaContext context(String instance) {
    List<String> names =
        deployment.secrets() == null ? List.of() : List.copyOf(deployment.secrets());
    return new ReplicaContext(
        key,
        instance,
        environment,
        names,
        name ->
            names.contains(name)
                ? surroundings.secrets().apply(new FunctionKey(key.namespace(), name))
                : Optional.empty(),
        limits.startDelay(),
        line -> write(instance, line));
  }

  private void write(String instance, String line) {
    log.add(new LogEntry.Output(surroundings.clock().instant(), instance, line));
  }

  private static Map<String, String> merged(
      FunctionRuntime.Program program, FunctionDeployment deployment) {
    Map<String, String> all = new LinkedHashMap<>(program.environment());
    if (deployment.envVars() != null) {
      all.putAll(deployment.envVars());
    }
    if (deployment.envProcess() != null && !deployment.envProcess().isEmpty()) {
      all.put("fprocess", deployment.envProcess());
    }
    return Collections.unmodifiableMap(all);
  }
}
