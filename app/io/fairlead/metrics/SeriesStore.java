package io.fairlead.metrics;

import io.fairlead.model.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scrapes of one gateway, kept in memory for a while: per function the growth of its counters
 * and the state of its gauges, one number per scrape.
 *
 * <p><b>Bounds.</b> At most {@link Bounds#points} scrapes, {@link Bounds#maxTracks} tracks and
 * {@link Bounds#maxSeries} series of the text. A track takes at most 4.4 bytes a point (idle ones
 * almost none), a series about 200 bytes: with the default bounds at most 65 MB for numbers and 20
 * MB for names. Functions beyond the bound are counted into the gateway's sum and not kept apart;
 * {@link #notes()} says so. A function not seen for as long as the store reaches back is forgotten.
 *
 * <p><b>Counters.</b> A value below the last one, or one that was absent in the scrape before,
 * began at zero: its increase is the new value. Buckets of all status codes are added up.
 *
 * <p><b>Threads.</b> One writer ({@link #ingest}), any number of readers, under one read-write
 * lock; a reader holds it for well under a millisecond per function.
 */
public final class SeriesStore {

  /**
   * What the store may grow to.
   *
   * @param points scrapes that are kept; rounded up to a multiple of 60
   * @param maxTracks tracks, about 19 for a function that is called
   * @param maxSeries series of the text
   */
  public record Bounds(int points, int maxTracks, int maxSeries) {
    public Bounds {
      points = Math.max(1, Math.ceilDiv(points, Track.CHUNK)) * Track.CHUNK;
    }

    /** One hour at five seconds, about 1,000 busy functions. */
    public static Bounds defaults() {
      return new Bounds(720, 20_000, 100_000);
    }
  }

  /** A clock that jumps back by more starts the store anew. */
  private static final long TOLERATED_STEP_BACK = 60_000;

  /** What a new function is reckoned with until its codes and buckets are known. */
  private static final int TRACKS_OF_A_FUNCTION = 19;

  private final Bounds bounds;
  private final TimeAxis axis;
  private final RateWindow window;
  private final SeriesReader reader;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final PrometheusText text;
  private final RawSeriesTable raw = new RawSeriesTable();
  private final Map<String, FunctionTracks> functions = new HashMap<>();
  private FunctionTracks total;
  private int tracks;

  /** Series of the last scrape that were counted into the sum alone, or not at all. */
  private int leftOut;

  private int turnedAway;
  private boolean turnedAwayBefore;

  /**
   * An empty store.
   *
   * @param interval the usual time between two scrapes: rates reach over four of it, a hole of more
   *     than three is a gap
   */
  public SeriesStore(Duration interval, Bounds bounds) {
    this.bounds = bounds;
    this.axis = new TimeAxis(bounds.points());
    this.window = new RateWindow(axis, interval.toMillis());
    this.reader = new SeriesReader(axis, window, interval.toMillis());
    this.text = new PrometheusText(bounds.maxSeries() * 2);
    this.total = new FunctionTracks(axis.slots());
  }

  /**
   * Takes in one scrape. The body should be whole and in memory: the write lock is held until it is
   * read.
   *
   * @param at when it was made; one not after the last is moved a millisecond behind it
   */
  public PrometheusText.Report ingest(InputStream body, Instant at) throws IOException {
    lock.writeLock().lock();
    try {
      long time = at.toEpochMilli();
      if (axis.count() > 0) {
        long last = axis.time(axis.count() - 1);
        if (time < last - TOLERATED_STEP_BACK) {
          clear();
        } else {
          time = Math.max(time, last + 1);
        }
      }
      leftOut = 0;
      turnedAway = 0;
      PrometheusText.Report report = text.read(body, this::take);
      if (report.samples() > 0) {
        commit(time);
      }
      return report;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void take(Sample sample) {
    RawSeries.Kind kind = RawSeries.Kind.of(sample);
    double value = sample.value();
    if (kind == null || Double.isNaN(value) || Double.isInfinite(value)) {
      return;
    }
    int hash = sample.seriesHash();
    RawSeries series = raw.find(sample, hash);
    boolean isNew = series == null;
    if (series == null) {
      series = admit(sample, hash, kind);
      if (series == null) {
        leftOut++;
        turnedAway++;
        return;
      }
    }
    long index = axis.count();
    if (series.seen == index && !isNew) {
      return;
    }
    spread(series, value, isNew);
    series.last = value;
    series.seen = index;
    if (series.function != null) {
      series.function.seenAt(index);
    } else {
      leftOut++;
    }
  }

  private void spread(RawSeries series, double value, boolean isNew) {
    switch (series.kind) {
      case COMPLETED -> {
        grow(series, value, isNew);
        total.sawCompleted(value);
      }
      case BUCKET -> grow(series, value, isNew);
      case STARTED -> total.sawStarted(value);
      case IN_FLIGHT -> total.inFlight().add(value);
      case DESIRED, READY -> {}
    }
    FunctionTracks function = series.function;
    if (function != null) {
      switch (series.kind) {
        case COMPLETED -> function.sawCompleted(value);
        case BUCKET -> {}
        case STARTED -> function.sawStarted(value);
        case IN_FLIGHT -> function.inFlight().add(value);
        case DESIRED -> function.sawDesired(value);
        case READY -> function.sawReady(value);
      }
    }
  }

  private void grow(RawSeries series, double value, boolean isNew) {
    // A series that could not be taken in before has an unknown past.
    double increase = isNew && turnedAwayBefore ? 0 : series.increaseTo(value, axis.count());
    if (series.own != null) {
      series.own.add(increase);
    }
    if (series.total != null) {
      series.total.add(increase);
    }
  }

  private @Nullable RawSeries admit(Sample sample, int hash, RawSeries.Kind kind) {
    if (raw.size() >= bounds.maxSeries()) {
      return null;
    }
    Map<String, String> labels = sample.labels();
    String name = labels.getOrDefault("function_name", "");
    FunctionTracks function = functionOf(name);
    Track own = null;
    Track sum = null;
    int before = function == null ? 0 : function.tracks();
    if (kind == RawSeries.Kind.COMPLETED) {
      String code = labels.getOrDefault("code", "");
      own = function == null ? null : function.completed(code);
      sum = total.completed(code);
    } else if (kind == RawSeries.Kind.BUCKET) {
      double bound = upperBound(labels.getOrDefault("le", ""));
      own = function == null ? null : function.bucket(bound);
      sum = total.bucket(bound);
    }
    tracks += function == null ? 0 : function.tracks() - before;
    RawSeries series = new RawSeries(sample.seriesText(), hash, kind, function, own, sum);
    raw.add(series);
    return series;
  }

  private @Nullable FunctionTracks functionOf(String name) {
    FunctionTracks known = functions.get(name);
    if (known != null || name.isEmpty()) {
      return known;
    }
    if (tracks + TRACKS_OF_A_FUNCTION > bounds.maxTracks()) {
      return null;
    }
    FunctionTracks made = new FunctionTracks(axis.slots());
    functions.put(name, made);
    tracks += made.tracks();
    return made;
  }

  private static double upperBound(String le) {
    try {
      byte[] bytes = le.getBytes(StandardCharsets.US_ASCII);
      return bytes.length == 0 ? Double.NaN : Numbers.parse(bytes, 0, bytes.length);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void commit(long time) {
    long index = axis.append(time);
    int slot = axis.slot(index);
    total.commit(slot);
    for (FunctionTracks function : functions.values()) {
      function.commit(slot);
    }
    turnedAwayBefore = turnedAway > 0;
    if (index % Track.CHUNK == 0) {
      forget(axis.first());
    }
  }

  private void forget(long oldest) {
    functions.values().removeIf(function -> function.lastSeen() < oldest);
    raw.forgetUnseenSince(oldest);
    tracks = functions.values().stream().mapToInt(FunctionTracks::tracks).sum();
  }

  private void clear() {
    axis.clear();
    raw.clear();
    functions.clear();
    total = new FunctionTracks(axis.slots());
    tracks = 0;
  }

  /** When the last scrape was made. */
  public @Nullable Instant lastAt() {
    return read(() -> axis.count() == 0 ? null : Instant.ofEpochMilli(newest()));
  }

  /** One function over a range; empty lists for one that was never seen. */
  public FunctionMetrics function(String name, TimeRange range) {
    return read(() -> reader.function(functions.get(name), name, range));
  }

  /** All functions together over a range; the present figures are unknown when they are old. */
  public GatewayMetrics gateway(TimeRange range, Instant now) {
    return read(() -> reader.gateway(total, range, now));
  }

  /** The present figures of each function; unknown when the last scrape is old. */
  public Map<String, FunctionFigures> figures(Instant now) {
    return read(() -> reader.figures(functions, now));
  }

  /** What the last scrape left out, in words. */
  public List<String> notes() {
    return read(
        () ->
            leftOut == 0
                ? List.of()
                : List.of(
                    leftOut
                        + " series beyond the bound of "
                        + bounds.maxTracks()
                        + " tracks are not kept apart"));
  }

  /** How many functions are kept apart. */
  public int functionCount() {
    return read(functions::size);
  }

  /** About how many bytes the kept numbers take, names aside. */
  public long bytes() {
    return read(
        () ->
            functions.values().stream().mapToLong(FunctionTracks::bytes).sum()
                + total.bytes()
                + axis.slots() * 8L);
  }

  private long newest() {
    return axis.time(axis.count() - 1);
  }

  private <T extends @Nullable Object> T read(Supplier<T> what) {
    lock.readLock().lock();
    try {
      return what.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
