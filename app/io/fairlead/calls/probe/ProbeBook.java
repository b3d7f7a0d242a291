package io.fairlead.calls.probe;

import io.fairlead.files.AtomicFile;
import io.fairlead.files.KeptFile;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probes that are remembered, each in a file of its own: the newest {@link #MOST}. Secrets of
 * their requests never reach the disk.
 *
 * <p>Safe for use from any thread. {@link #open}, {@link #close} and what an {@link Expected} takes
 * touch the disk on the caller's thread, {@link #delete} on one of its own.
 */
public final class ProbeBook implements AutoCloseable {

  /** So many are kept; the oldest goes. */
  public static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(ProbeBook.class);
  private static final String ENDING = ".json";
  private static final int MOST_FILES = 10_000;
  private static final long PATIENCE_SECONDS = 3;

  private final @Nullable Path folder;
  private final Function<GatewayId, String> places;
  private final Scope scope = new Scope("probe-book");
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /** One party for each result that is on its way, and one for the book itself. */
  private final Phaser awaited = new Phaser(1);

  // Guarded by its monitor; the oldest first.
  private final TreeMap<String, KeptProbe> probes = new TreeMap<>();
  private volatile Optional<String> problem = Optional.empty();

  private ProbeBook(@Nullable Path folder, Function<GatewayId, String> places) {
    this.folder = folder;
    this.places = Objects.requireNonNull(places);
  }

  /** A book that is gone when the program ends. */
  public static ProbeBook inMemory() {
    return new ProbeBook(null, GatewayId::value);
  }

  /**
   * Opens the book of a folder, which need not be there yet; blocks. What cannot be read is kept
   * aside under another name, and {@link #problem()} says so.
   *
   * @param places where a gateway is, the same after each start: its URL
   */
  public static ProbeBook open(Path folder, Function<GatewayId, String> places) {
    ProbeBook book = new ProbeBook(folder, places);
    book.read(folder);
    return book;
  }

  private void read(Path from) {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*" + ENDING)) {
      int seen = 0;
      for (Path file : files) {
        if (++seen > MOST_FILES) {
          break;
        }
        read(from, file);
      }
    } catch (IOException e) {
      problem = Optional.of("The kept probes in " + from + " cannot be read: " + e.getMessage());
    }
    trim();
  }

  private void read(Path from, Path file) throws IOException {
    KeptFile.Reading<Optional<KeptProbe>> reading =
        KeptFile.withoutCopy(file)
            .read(text -> Optional.of(ProbeWire.read(text)), Optional.empty());
    if (!reading.note().isEmpty()) {
      problem = Optional.of(reading.note());
    }
    // A file that somebody has copied or renamed could not be deleted with its probe.
    reading
        .value()
        .filter(probe -> from.resolve(probe.id() + ENDING).equals(file))
        .ifPresent(
            probe -> {
              synchronized (probes) {
                probes.put(probe.id(), probe);
              }
            });
  }

  /** Those of a function, the newest first. */
  public List<KeptProbe> of(FunctionRef function) {
    String gateway = places.apply(function.gateway());
    synchronized (probes) {
      return probes.descendingMap().values().stream()
          .filter(
              probe ->
                  probe.gateway().equals(gateway)
                      && probe.function().equals(function.name())
                      && probe.namespace().equals(function.namespace()))
          .toList();
    }
  }

  /** What went wrong with the disk, if something did. */
  public Optional<String> problem() {
    return problem;
  }

  /** Tells of every change, on whatever thread it came; the listener must be quick. */
  public Scope.Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Announces that a probe of a function is under way, so that {@link #close} waits for it. */
  public Expected expect(FunctionRef function) {
    return new Expected(function, places.apply(function.gateway()));
  }

  /** A result that is on its way; the first of the two methods counts. */
  public final class Expected {

    private final FunctionRef function;
    private final String gateway;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Expected(FunctionRef function, String gateway) {
      this.function = function;
      this.gateway = gateway;
      awaited.register();
    }

    /** Takes the result and writes it; blocks. */
    public void keep(ProbeResult result) {
      if (open.compareAndSet(true, false)) {
        try {
          ProbeBook.this.keep(function, gateway, result);
        } finally {
          awaited.arriveAndDeregister();
        }
      }
    }

    /** None will come. */
    public void forget() {
      if (open.compareAndSet(true, false)) {
        awaited.arriveAndDeregister();
      }
    }
  }

  private void keep(FunctionRef function, String gateway, ProbeResult result) {
    Redaction kept = Redaction.of(result.plan().request());
    ProbePlan plan = ProbeTerms.of(result.plan()).with(kept.request());
    String id =
        String.format("%014d-%04d", result.at().toEpochMilli(), numbers.incrementAndGet() % 10_000);
    KeptProbe probe =
        new KeptProbe(
            id,
            gateway,
            function.namespace(),
            function.name(),
            result.plan().request().body().size(),
            kept.leftOut(),
            new ProbeResult(result.at(), plan, result.figures(), result.ticks(), result.ending()));
    synchronized (probes) {
      probes.put(id, probe);
    }
    trim();
    write(probe);
    changed();
  }

  private void write(KeptProbe probe) {
    if (folder == null) {
      return;
    }
    try {
      AtomicFile.createPrivateFolder(folder);
      KeptFile.withoutCopy(folder.resolve(probe.id() + ENDING)).write(ProbeWire.write(probe));
    } catch (IOException e) {
      LOG.warn("a probe cannot be kept in {}", folder, e);
      problem =
          Optional.of(
              "The probe could not be kept in "
                  + folder
                  + " ("
                  + e.getMessage()
                  + "); it is remembered until the program ends.");
    }
  }

  private void trim() {
    List<String> gone = new ArrayList<>();
    synchronized (probes) {
      while (probes.size() > MOST) {
        gone.add(probes.pollFirstEntry().getKey());
      }
    }
    gone.forEach(this::deleteFile);
  }

  /** Forgets probes; returns at once. */
  public void delete(Collection<String> ids) {
    Set<String> gone = Set.copyOf(ids);
    synchronized (probes) {
      probes.keySet().removeAll(gone);
    }
    awaited.register();
    Scope.Task _ =
        scope.run(
            () -> {
              try {
                gone.stream().sorted(Comparator.naturalOrder()).forEach(this::deleteFile);
              } finally {
                awaited.arriveAndDeregister();
              }
            });
    changed();
  }

  private void deleteFile(String id) {
    if (folder == null) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(id + ENDING));
    } catch (IOException e) {
      LOG.warn("the probe {} cannot be deleted in {}", id, folder, e);
      problem = Optional.of("The probe could not be deleted in " + folder + ": " + e.getMessage());
    }
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /** Waits, for seconds at most, until what is announced has come and is written. */
  @Override
  public void close() {
    listeners.clear();
    int phase = awaited.arriveAndDeregister();
    if (phase >= 0) {
      try {
        awaited.awaitAdvanceInterruptibly(phase, PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        LOG.warn("a probe did not end in time and is not kept");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    scope.close();
  }
}
