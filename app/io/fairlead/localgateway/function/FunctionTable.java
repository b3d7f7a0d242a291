package io.fairlead.localgateway.function;

import io.fairlead.localgateway.function.FunctionRuntime.ImageRefusedException;
import io.fairlead.openfaas.wire.FunctionDeployment;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All functions of the gateway. Reading takes no lock; each change is written to disk before it is
 * answered.
 */
public final class FunctionTable {

  /** The most replicas of one function; more is lowered to it, as the CE gateway does. */
  public static final int MOST_REPLICAS = 5;

  /** The most functions of one gateway. */
  public static final int MOST_FUNCTIONS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(FunctionTable.class);
  private static final Pattern NAME = Pattern.compile("^[A-Za-z0-9]+(?:[._-](?:[A-Za-z0-9]+))*$");
  private static final int LONGEST_NAME = 76;
  private static final Duration FIRST_REPLICA = Duration.ofMillis(500);

  private final FunctionRuntime runtime;
  private final LocalFunction.Surroundings surroundings;
  private final Store store;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<FunctionKey, LocalFunction> functions = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Where functions survive a restart. */
  @FunctionalInterface
  public interface Store {
    /** Writes all of them; the former state stands when it throws. */
    void save(List<SavedFunction> functions) throws IOException;
  }

  /** An empty table. */
  public FunctionTable(
      FunctionRuntime runtime, LocalFunction.Surroundings surroundings, Store store) {
    this.runtime = runtime;
    this.surroundings = surroundings;
    this.store = store;
  }

  /**
   * Brings back what was saved; an image that no longer exists gives a function without replica.
   */
  public void restore(List<SavedFunction> saved) {
    for (SavedFunction one : saved) {
      FunctionDeployment deployment = one.deployment();
      if (deployment == null || deployment.service() == null || deployment.namespace() == null) {
        LOG.warn("a saved function without a name was left out");
        continue;
      }
      FunctionKey key = new FunctionKey(deployment.namespace(), deployment.service());
      LocalFunction function =
          new LocalFunction(
              key,
              deployment,
              instant(one.createdAt()),
              programOrNone(deployment),
              new LogRing(),
              surroundings);
      functions.put(key, function);
      function.scale(Math.clamp(one.replicas() == null ? 1 : one.replicas(), 0, MOST_REPLICAS));
    }
  }

  /** Writes the table as it is: after a first start. */
  public void saveAll() throws IOException {
    changing.lock();
    try {
      if (!closed) {
        save();
      }
    } finally {
      changing.unlock();
    }
  }

  /** The function of that name; null when there is none. */
  public @Nullable LocalFunction find(FunctionKey key) {
    return functions.get(key);
  }

  /** The functions of one namespace, by name. */
  public List<LocalFunction> in(String namespace) {
    return functions.values().stream()
        .filter(function -> function.key().namespace().equals(namespace))
        .sorted(Comparator.comparing(function -> function.key().name()))
        .toList();
  }

  /** All functions, by namespace and name. */
  public List<LocalFunction> all() {
    return functions.values().stream()
        .sorted(
            Comparator.comparing((LocalFunction function) -> function.key().namespace())
                .thenComparing(function -> function.key().name()))
        .toList();
  }

  /**
   * Deploys a new function and waits a moment for its first replica.
   *
   * @param deployment with its namespace filled in
   */
  public void deploy(FunctionDeployment deployment) throws Refusal, IOException {
    FunctionRuntime.Program program = program(deployment, 400);
    FunctionKey key = checkedKey(deployment);
    LocalFunction function;
    changing.lock();
    try {
      if (functions.containsKey(key)) {
        throw new Refusal(
            400,
            "unable to create container: %s, error: snapshot \"%s-snapshot\": already exists"
                .formatted(key.name(), key.name()));
      }
      if (functions.size() >= MOST_FUNCTIONS) {
        throw new Refusal(
            400, "the embedded gateway holds at most " + MOST_FUNCTIONS + " functions");
      }
      function = new LocalFunction(key, deployment, now(), program, new LogRing(), surroundings);
      functions.put(key, function);
      function.scale(firstReplicas(deployment));
      try {
        save();
      } catch (IOException e) {
        functions.remove(key);
        function.retire(false);
        throw e;
      }
    } finally {
      changing.unlock();
    }
    waitForFirst(function);
  }

  /**
   * Replaces a function. The former replicas serve until the first new one is ready; a refused
   * update changes nothing, unlike faasd (contract 0, rule 30).
   */
  public void update(FunctionDeployment deployment) throws Refusal, IOException {
    FunctionKey key = new FunctionKey(text(deployment.namespace()), text(deployment.service()));
    existing(key);
    FunctionRuntime.Program program = program(deployment, 500);
    LocalFunction function;
    changing.lock();
    try {
      LocalFunction former = existing(key);
      function = new LocalFunction(key, deployment, now(), program, former.log(), surroundings);
      replace(former, function);
    } finally {
      changing.unlock();
    }
    waitForFirst(function);
  }

  /** Refuses with 404 when there is no such function. */
  public void require(FunctionKey key) throws Refusal {
    existing(key);
  }

  /** Deletes a function at once; calls in flight end by themselves. */
  public void delete(FunctionKey key) throws Refusal, IOException {
    LocalFunction former;
    changing.lock();
    try {
      former = existing(key);
      functions.remove(key);
      try {
        save();
      } catch (IOException e) {
        functions.put(key, former);
        throw e;
      }
    } finally {
      changing.unlock();
    }
    former.retire(true);
  }

  /** Wants so many replicas; more than {@link #MOST_REPLICAS} is lowered to it, 0 is allowed. */
  public void scale(FunctionKey key, long replicas) throws Refusal, IOException {
    changing.lock();
    try {
      LocalFunction function = existing(key);
      int former = function.replicas();
      int wanted = Math.clamp(replicas, 0, MOST_REPLICAS);
      function.scale(wanted);
      if (wanted != former) {
        try {
          save();
        } catch (IOException e) {
          function.scale(former);
          throw e;
        }
      }
    } finally {
      changing.unlock();
    }
  }

  /** Gives a function that was scaled to zero its first replicas. */
  public void wake(LocalFunction function) throws IOException {
    changing.lock();
    try {
      if (function.replicas() == 0 && functions.get(function.key()) == function && !closed) {
        function.scale(firstReplicas(function.deployment()));
        save();
      }
    } finally {
      changing.unlock();
    }
  }

  /** Stops every replica and keeps what is saved. */
  public void close() {
    changing.lock();
    try {
      closed = true;
      functions.values().forEach(function -> function.retire(true));
    } finally {
      changing.unlock();
    }
  }

  /** What the label asks for at least; 1 without a label. */
  public static int leastReplicas(FunctionDeployment deployment) {
    return label(deployment, "com.openfaas.scale.min", 1, 1, MOST_REPLICAS);
  }

  /** A number in a label, kept inside bounds; the default when it is absent or none. */
  public static int label(
      FunctionDeployment deployment, String name, int otherwise, int least, int most) {
    String text = deployment.labels() == null ? null : deployment.labels().get(name);
    if (text == null || !text.matches("\\d{1,9}")) {
      return otherwise;
    }
    return Math.clamp(Integer.parseInt(text), least, most);
  }

  private static int firstReplicas(FunctionDeployment deployment) {
    return leastReplicas(deployment);
  }

  /** What the former wanted is wanted still; nothing starts before it is written. */
  private void replace(LocalFunction former, LocalFunction function) throws IOException {
    FunctionKey key = function.key();
    int replicas = Math.max(former.replicas(), firstReplicas(function.deployment()));
    LocalFunction serving = former.serving();
    function.prepare(replicas, serving);
    functions.put(key, function);
    try {
      save();
    } catch (IOException e) {
      functions.put(key, former);
      function.forgetFormer();
      function.retire(false);
      throw e;
    }
    if (!serving.equals(former)) {
      // It never came to serve; what still serves in its place goes on for the new one.
      former.forgetFormer();
      former.retire(false);
    }
    function.scale(replicas);
  }

  private void save() throws IOException {
    if (closed) {
      // Closing retires every replica; that is not what the next start shall find.
      throw new IOException("the gateway is being closed");
    }
    List<SavedFunction> saved = new ArrayList<>();
    for (LocalFunction function : all()) {
      saved.add(
          new SavedFunction(
              function.deployment(), function.replicas(), function.createdAt().toString()));
    }
    store.save(saved);
  }

  private LocalFunction existing(FunctionKey key) throws Refusal {
    LocalFunction function = functions.get(key);
    if (function == null) {
      throw new Refusal(404, "service " + key.name() + " not found");
    }
    return function;
  }

  private FunctionRuntime.Program program(FunctionDeployment deployment, int refused)
      throws Refusal {
    try {
      return runtime.prepare(deployment);
    } catch (ImageRefusedException e) {
      throw new Refusal(refused, String.valueOf(e.getMessage()));
    }
  }

  private FunctionRuntime.Program programOrNone(FunctionDeployment deployment) {
    try {
      return runtime.prepare(deployment);
    } catch (ImageRefusedException e) {
      LOG.warn("function {} has no image any more: {}", deployment.service(), e.getMessage());
      return new NoProgram(String.valueOf(e.getMessage()));
    }
  }

  private record NoProgram(String reason) implements FunctionRuntime.Program {
    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public FunctionRuntime.Replica start(ReplicaContext context) throws IOException {
      throw new IOException(reason);
    }
  }

  private static FunctionKey checkedKey(FunctionDeployment deployment) throws Refusal {
    String name = text(deployment.service());
    String problem =
        name.isEmpty()
            ? "identifier must not be empty"
            : name.length() > LONGEST_NAME
                ? "identifier \"%s\" greater than maximum length (76 characters)".formatted(name)
                : NAME.matcher(name).matches()
                    ? ""
                    : "identifier \"%s\" must match %s".formatted(name, NAME.pattern());
    if (!problem.isEmpty()) {
      throw new Refusal(
          400,
          "unable to create container: %s, error: create container failed validation: container.ID: %s: invalid argument"
              .formatted(name, problem));
    }
    return new FunctionKey(text(deployment.namespace()), name);
  }

  private static void waitForFirst(LocalFunction function) {
    try {
      function.awaitReady(FIRST_REPLICA);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  private Instant instant(@Nullable String text) {
    try {
      return text == null ? now() : Instant.parse(text);
    } catch (DateTimeParseException _) {
      return now();
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The clock of this gateway. */
  public Clock clock() {
    return surroundings.clock();
  }
}
