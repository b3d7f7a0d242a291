package io.fairlead.localgateway;

import io.fairlead.localgateway.api.GatewayRoutes;
import io.fairlead.localgateway.api.MetricsRoutes;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.LocalFunction;
import io.fairlead.localgateway.function.SavedFunction;
import io.fairlead.localgateway.http.LoopbackServer;
import io.fairlead.localgateway.invoke.AsyncQueue;
import io.fairlead.localgateway.invoke.Callbacks;
import io.fairlead.localgateway.invoke.Invoker;
import io.fairlead.localgateway.metrics.GatewayMetrics;
import io.fairlead.localgateway.registry.ImageCatalogue;
import io.fairlead.localgateway.registry.RegistryRoutes;
import io.fairlead.localgateway.sample.SampleCatalogue;
import io.fairlead.localgateway.sample.SampleRuntime;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.localgateway.state.Password;
import io.fairlead.localgateway.state.Secrets;
import io.fairlead.localgateway.state.StateFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running embedded gateway. Any thread; {@link #close()} may be called twice. */
public final class LocalGateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalGateway.class);
  private static final String FUNCTIONS = "functions.json";

  private final LoopbackServer api;
  private final LoopbackServer metricsServer;
  private final Path passwordFile;
  private final String password;
  private final Deque<AutoCloseable> open;

  private LocalGateway(
      LoopbackServer api,
      LoopbackServer metricsServer,
      Path passwordFile,
      String password,
      Deque<AutoCloseable> open) {
    this.api = api;
    this.metricsServer = metricsServer;
    this.passwordFile = passwordFile;
    this.password = password;
    this.open = open;
  }

  /**
   * Starts a gateway; when this returns it listens, and its functions are starting.
   *
   * @throws IOException when a port is taken, the folder is in use by another gateway, or the disk
   *     refuses; the text says which
   */
  public static LocalGateway start(LocalGatewaySettings settings) throws IOException {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    boolean started = false;
    try {
      LocalGateway gateway = start(settings, open);
      started = true;
      return gateway;
    } finally {
      if (!started) {
        closeAll(open);
      }
    }
  }

  private static LocalGateway start(LocalGatewaySettings settings, Deque<AutoCloseable> open)
      throws IOException {
    StateFolder folder = StateFolder.open(settings.dataFolder(), settings.clock());
    open.push(folder);
    ExecutorService starting =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("replica-", 1).factory());
    open.push(starting::shutdownNow);
    // Both are slow to load in a fresh process, and nothing below needs them.
    Future<GatewayMetrics> loading = starting.submit(GatewayMetrics::new);
    starting.execute(LoopbackServer::warmUp);
    LoopbackServer api = LoopbackServer.listen("gateway", settings.port());
    open.push(api);
    LoopbackServer metricsServer = LoopbackServer.listen("gateway-metrics", settings.metricsPort());
    open.push(metricsServer);
    Path passwordFile = settings.passwordFile().orElse(folder.file("password"));
    String password = Password.in(passwordFile);
    boolean first = !folder.has(FUNCTIONS);
    Namespaces namespaces = new Namespaces(folder);
    Secrets secrets = new Secrets(folder);
    ImageCatalogue images = new ImageCatalogue(SampleCatalogue.images());
    FunctionTable functions =
        new FunctionTable(
            new SampleRuntime(images),
            new LocalFunction.Surroundings(
                starting, settings.clock(), settings.startDelay(), secrets::value),
            all -> folder.write(FUNCTIONS, all));
    functions.restore(first ? starters(settings) : folder.read(FUNCTIONS, SavedFunction.class));
    open.push(functions::close);
    GatewayMetrics metrics = loaded(loading);
    Invoker invoker = new Invoker(functions, metrics, namespaces::has, Namespaces.DEFAULT);
    open.push(invoker);
    Callbacks callbacks = new Callbacks(settings.clock());
    open.push(callbacks);
    AsyncQueue queue =
        new AsyncQueue(invoker, callbacks, settings.queueCapacity(), settings.queueWorkers());
    open.push(queue);
    GatewayRoutes routes =
        new GatewayRoutes(
            Password.authorization(password),
            new GatewayRoutes.Parts(
                functions,
                namespaces,
                secrets,
                metrics,
                invoker,
                queue,
                new RegistryRoutes(images)));
    api.serve(routes);
    metricsServer.serve(new MetricsRoutes(metrics, functions));
    if (first) {
      // Behind the listening: a crash before it is written gives the same first start again.
      starting.execute(() -> saveStarters(functions));
    }
    return new LocalGateway(api, metricsServer, passwordFile, password, open);
  }

  /** The API's address, {@code http://127.0.0.1:port}. */
  public String url() {
    return api.url();
  }

  /** The address of the metrics page itself. */
  public String metricsUrl() {
    return metricsServer.url() + "/metrics";
  }

  /** The registry's address; it shares the API's port under {@code /v2/}. */
  public String registryUrl() {
    return api.url();
  }

  /** The only user. */
  public String username() {
    return Password.USER;
  }

  /** The only user's password. */
  public String password() {
    return password;
  }

  /** Where the password stands, readable by its owner alone. */
  public Path passwordFile() {
    return passwordFile;
  }

  /** Breaks what is being answered, stops listening and gives the folder free; within moments. */
  @Override
  public void close() {
    synchronized (open) {
      closeAll(open);
    }
  }

  private static <T> T loaded(Future<T> loading) throws IOException {
    try {
      return loading.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the start of the gateway was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the metrics cannot be made", e);
    }
  }

  private static void saveStarters(FunctionTable functions) {
    try {
      functions.saveAll();
    } catch (IOException e) {
      LOG.warn("the functions of the first start were not written", e);
    }
  }

  private static List<SavedFunction> starters(LocalGatewaySettings settings) {
    List<SavedFunction> starters = new ArrayList<>();
    if (settings.withStarters()) {
      SampleCatalogue.STARTERS.forEach(
          (name, image) -> starters.add(SavedFunction.of(name, image, Namespaces.DEFAULT)));
    }
    return starters;
  }

  /** What was opened last is closed first; one that fails does not keep the others open. */
  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("the embedded gateway did not close cleanly", e);
      }
    }
  }
}
