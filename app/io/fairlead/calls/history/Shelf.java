package io.fairlead.calls.history;

import io.fairlead.calls.history.HistoryEntry.Queued;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All segments of a history and the search in them. Safe for use from any thread: a search holds
 * the lock for one segment at a time, so that what is written waits for milliseconds.
 */
final class Shelf {

  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final int MOST_QUEUED = 4_000;

  private final HistoryLimits limits;
  private final InstantSource clock;
  private final @Nullable SegmentFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Functions functions;

  // All of these are guarded by the lock; the newest segment comes last.
  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, Long> queued = new LinkedHashMap<>();
  private long lastId;
  private int nextNumber = 1;
  private String refusal = "";

  /** A shelf of what a folder has; of nothing, and in memory, without one. */
  Shelf(HistoryLimits limits, InstantSource clock, @Nullable SegmentFolder folder) {
    this.limits = limits;
    this.clock = clock;
    this.folder = folder;
    this.functions = folder == null ? new Functions() : folder.functions();
    if (folder != null) {
      segments.addAll(folder.segments());
      nextNumber = folder.nextNumber();
      segments.forEach(this::takeUp);
      bound();
    }
  }

  private void takeUp(Segment segment) {
    Rows rows = segment.rows();
    for (int row = 0; row < rows.size(); row++) {
      lastId = Math.max(lastId, rows.id(row));
      if (rows.isAmendment(row)) {
        amend(segment, row);
      }
    }
  }

  /** What is amended may be gone: a call goes with the segment that it began in. */
  private void amend(Segment home, int row) {
    long id = home.rows().id(row);
    for (int i = segments.indexOf(home); i >= 0; i--) {
      Rows rows = segments.get(i).rows();
      int amended = rows.find(id);
      if (amended >= 0) {
        rows.amend(amended, home.rows(), row, home);
        return;
      }
    }
  }

  /** Why calls are in memory alone; empty while they are not. */
  String refusal() {
    lock.lock();
    try {
      return refusal;
    } finally {
      lock.unlock();
    }
  }

  /** Takes an entry; one of a queued call that is here already takes that one's place. */
  void put(HistoryEntry entry) {
    lock.lock();
    try {
      persist();
      String callId = entry.queued().map(Queued::callId).orElse("");
      Optional<HistoryEntry> known = callId.isEmpty() ? Optional.empty() : findQueued(callId);
      if (known.isPresent()) {
        append(known.get().with(entry), true);
        amend(segments.getLast(), segments.getLast().rows().size() - 1);
      } else {
        HistoryEntry numbered = entry.withId(lastId + 1);
        append(numbered, false);
        lastId = numbered.id();
        if (!callId.isEmpty()) {
          remember(callId, numbered.id());
        }
      }
      bound();
    } finally {
      lock.unlock();
    }
  }

  private void remember(String callId, long id) {
    queued.put(callId, id);
    if (queued.size() > MOST_QUEUED) {
      queued.remove(queued.keySet().iterator().next());
    }
  }

  private void append(HistoryEntry entry, boolean amends) {
    try {
      active().append(entry, amends, functions);
    } catch (IOException e) {
      if (refusal.isEmpty()) {
        LOG.warn("the history cannot be written", e);
      }
      refusal = refused(e);
      try {
        inMemory().append(entry, amends, functions);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static String refused(IOException e) {
    return "The history is not kept at present: " + e.getMessage() + ".";
  }

  private Segment active() throws IOException {
    Segment last = segments.isEmpty() ? null : segments.getLast();
    int full =
        folder == null
            ? Math.min(limits.segmentBytes(), limits.memoryBytes() / 4)
            : limits.segmentBytes();
    if (last != null && last.store().size() < full && (folder == null || isFine(last))) {
      return last;
    }
    if (folder == null || (last != null && !refusal.isEmpty())) {
      return inMemory();
    }
    if (last != null) {
      folder.seal(last);
    }
    Segment next = new Segment(nextNumber, folder.create(nextNumber), new Rows());
    return added(next);
  }

  private boolean isFine(Segment last) {
    return last.store() instanceof SegmentStore.InMemory || !folder().isFrozen(last);
  }

  private SegmentFolder folder() {
    return java.util.Objects.requireNonNull(folder);
  }

  private Segment added(Segment next) {
    segments.add(next);
    nextNumber++;
    return next;
  }

  private Segment inMemory() {
    SegmentStore.InMemory store = new SegmentStore.InMemory();
    store.append(Frames.header());
    return added(new Segment(nextNumber, store, new Rows()));
  }

  /** Writes what was in memory alone, now that the disk may take it. */
  void persist() {
    lock.lock();
    try {
      if (folder == null || refusal.isEmpty()) {
        return;
      }
      for (Segment segment : segments) {
        if (segment.store() instanceof SegmentStore.InMemory memory) {
          segment.moveTo(folder.create(segment.number(), memory.content()));
        }
      }
      refusal = "";
    } catch (IOException e) {
      refusal = refused(e);
    } finally {
      lock.unlock();
    }
  }

  /** The oldest goes until all is within the limits; the newest segment stays. */
  private void bound() {
    long onDisk = 0;
    long inMemory = 0;
    int calls = 0;
    long oldest = clock.instant().minus(limits.age()).toEpochMilli();
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      boolean memory = segment.store() instanceof SegmentStore.InMemory;
      onDisk += memory ? 0 : segment.store().size() + rowBytes(segment);
      inMemory += memory ? segment.store().size() : 0;
      calls += segment.rows().size();
      boolean isOver =
          onDisk > limits.diskBytes()
              || inMemory > limits.memoryBytes()
              || calls > limits.calls()
              || segment.rows().newest() < oldest;
      if (isOver && i < segments.size() - 1) {
        drop(segments.subList(0, i + 1));
        return;
      }
    }
  }

  private static long rowBytes(Segment segment) {
    return segment.rows().size() * 35L + segment.rows().blocks() * 8L * Signature.BITS;
  }

  private void drop(List<Segment> gone) {
    for (Segment segment : gone) {
      segment.store().close();
      if (folder != null) {
        folder.delete(segment);
      }
    }
    gone.clear();
  }

  /** Forgets every call, on the disk too. */
  void clear() {
    lock.lock();
    try {
      queued.clear();
      drop(segments);
      if (folder != null) {
        folder.deleteRemains();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many calls there are. */
  int size() {
    lock.lock();
    try {
      int size = 0;
      for (Segment segment : segments) {
        for (int row = 0; row < segment.rows().size(); row++) {
          size += segment.rows().isAmendment(row) ? 0 : 1;
        }
      }
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** One entry; empty where it is gone or cannot be read. */
  Optional<HistoryEntry> find(long id) {
    lock.lock();
    try {
      for (Segment segment : segments.reversed()) {
        int row = segment.rows().find(id);
        if (row >= 0) {
          return Optional.of(segment.read(row));
        }
      }
    } catch (IOException e) {
      LOG.warn("call {} of the history cannot be read", id, e);
    } finally {
      lock.unlock();
    }
    return Optional.empty();
  }

  /** The entry of an asynchronous call. */
  Optional<HistoryEntry> findQueued(String callId) {
    Long id = queued.get(callId);
    if (id != null) {
      return find(id);
    }
    HistoryPage page = search(HistoryQuery.ofText(callId), HistoryPage.NEWEST, 20, () -> false);
    return page.rows().stream()
        .flatMap(row -> find(row.id()).stream())
        .filter(entry -> entry.queued().filter(one -> one.callId().equals(callId)).isPresent())
        .findFirst();
  }

  /** The newest calls with smaller ids that match. */
  HistoryPage search(HistoryQuery query, long before, int most, BooleanSupplier isStopped) {
    Needle needle = new Needle(query.text().strip());
    List<Segment> all;
    Search search;
    lock.lock();
    try {
      all = List.copyOf(segments);
      Instant oldest = clock.instant().minus(limits.age());
      Instant since = query.since().isAfter(oldest) ? query.since() : oldest;
      search =
          new Search(
              needle,
              functions.matching(called -> isWanted(query, called)),
              query.status(),
              since.toEpochMilli(),
              before,
              most);
    } finally {
      lock.unlock();
    }
    for (Segment segment : all.reversed()) {
      if (search.isDone() || isStopped.getAsBoolean()) {
        break;
      }
      lock.lock();
      try {
        search.in(segment);
      } finally {
        lock.unlock();
      }
    }
    return search.page();
  }

  private static boolean isWanted(HistoryQuery query, Functions.Called called) {
    String wanted = query.function().strip().toLowerCase(Locale.ROOT);
    return (wanted.isEmpty() || called.function().toLowerCase(Locale.ROOT).contains(wanted))
        && (query.gateway().isEmpty()
            || Arrays.asList(called.gateway(), called.url()).contains(query.gateway()));
  }

  /** Has the disk keep what was written, whatever happens to the machine. */
  void sync() {
    lock.lock();
    try {
      if (!segments.isEmpty()) {
        segments.getLast().store().sync();
      }
    } catch (IOException e) {
      LOG.warn("the history may not survive the end of the machine", e);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files. */
  void close() {
    lock.lock();
    try {
      segments.forEach(segment -> segment.store().close());
      segments.clear();
    } finally {
      lock.unlock();
    }
  }
}
