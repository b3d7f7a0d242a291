package io.fairlead.ui.call;

import io.fairlead.files.Bytes;
import io.fairlead.ui.control.code.EventRow;
import io.fairlead.ui.control.code.EventStreamViewer;
import io.fairlead.ui.control.code.ServerSentEvents;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads the events out of a body while it comes, off the FX thread, and hands them over. */
final class EventFeed {

  private static final int PIECE = 64 * 1024;

  private final Door door;
  private final EventStreamViewer viewer;
  private final Recomputation reading;

  // Written on the FX thread, read by the worker.
  private volatile @Nullable Source source;

  EventFeed(Executor worker, Door door, EventStreamViewer viewer) {
    this.door = door;
    this.viewer = viewer;
    this.reading = new Recomputation(worker, this::read);
  }

  /** A body and how far it was read; one worker at a time reads it. */
  private static final class Source {
    private final Bytes bytes;
    private final List<EventRow> found = new ArrayList<>();
    private final ServerSentEvents parser =
        new ServerSentEvents(InstantSource.system(), found::add);
    private long at;

    Source(Bytes bytes) {
      this.bytes = bytes;
    }

    List<EventRow> next() throws IOException {
      byte[] piece = bytes.range(at, PIECE);
      at += piece.length;
      parser.accept(piece, 0, piece.length);
      List<EventRow> events = List.copyOf(found);
      found.clear();
      return events;
    }

    boolean hasMore() {
      return at < bytes.size();
    }
  }

  /** Begins with another body; none stops. On the FX thread. */
  void show(@Nullable Bytes bytes) {
    source = bytes == null ? null : new Source(bytes);
    viewer.clear();
    reading.request();
  }

  /** There is more. */
  void grew() {
    reading.request();
  }

  private void read() {
    Source from = source;
    try {
      while (from != null && from.equals(source) && from.hasMore()) {
        List<EventRow> events = from.next();
        if (!events.isEmpty()) {
          door.post(() -> add(from, events));
        }
      }
    } catch (IOException _) {
      // The answer is not shown any more, and its bytes are gone.
      source = null;
    }
  }

  private void add(Source from, List<EventRow> events) {
    if (from.equals(source)) {
      events.forEach(viewer::add);
    }
  }
}
