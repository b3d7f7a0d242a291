package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a text in bytes of any size, a part at a time, in memory that does not grow with them.
 * Blocks; each run ends soon after its question whether to stop is answered with yes.
 */
final class Search {

  /** Matches that are counted and remembered. */
  static final int MOST_MATCHES = 10_000;

  private static final int CHUNK = 256 << 10;

  /**
   * What a whole search found.
   *
   * @param starts where the matches begin, in order
   * @param scanned how far it looked: what comes behind was not there yet, or not looked at
   * @param more whether it stopped because there were too many
   */
  @SuppressWarnings("ArrayRecordComponent") // Up to 80 kB; nobody compares findings.
  record Found(long[] starts, long scanned, boolean more) {

    static final Found NOTHING = new Found(new long[0], 0, false);

    int count() {
      return starts.length;
    }

    /** Where the match next to a place begins, going round at the ends. */
    long around(long place, boolean forward) {
      int found = Arrays.binarySearch(starts, place);
      int behind = found >= 0 ? found : -found - 1;
      int index = forward ? behind : behind - 1;
      return starts[Math.floorMod(index, starts.length)];
    }

    /** The number of a match, from 0; −1 where it was not remembered. */
    int numberOf(Match match) {
      return Math.max(-1, Arrays.binarySearch(starts, match.from()));
    }
  }

  private final Bytes bytes;
  private final Needle needle;
  private final BooleanSupplier stopped;

  Search(Bytes bytes, Needle needle, BooleanSupplier stopped) {
    this.bytes = bytes;
    this.needle = needle;
    this.stopped = stopped;
  }

  /** Told of each match; says whether to go on. */
  @FunctionalInterface
  private interface Visitor {
    boolean visit(long from, long to);
  }

  /** All matches up to the most; what was found so far when it is stopped. */
  Found all() throws IOException {
    long size = bytes.size();
    Collected collected = new Collected();
    boolean whole = scan(0, size, collected);
    return collected.found(whole ? size : -1);
  }

  private static final class Collected implements Visitor {
    private long[] starts = new long[16];
    private int count;

    @Override
    public boolean visit(long from, long to) {
      if (count == MOST_MATCHES) {
        return false;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = from;
      return true;
    }

    Found found(long scanned) {
      return new Found(Arrays.copyOf(starts, count), scanned, scanned < 0);
    }
  }

  /** The first match that begins at a place or behind it; else the first of all. */
  Optional<Match> next(long from) throws IOException {
    First first = new First();
    long size = bytes.size();
    if (scan(Math.min(from, size), size, first)) {
      // A match may begin before that place and end behind it: the way round looks at it too.
      scan(0, Math.min(size, from + needle.longest()), first);
    }
    return first.found();
  }

  /** The last match that begins before a place; else the last of all. */
  Optional<Match> previous(long before) throws IOException {
    Optional<Match> found = lastBetween(0, before);
    return found.isPresent() || stopped.getAsBoolean() ? found : lastBetween(before, bytes.size());
  }

  /** The match that begins at a place. */
  Optional<Match> at(long from) throws IOException {
    byte[] range = bytes.range(from, needle.longest());
    int length = needle.matchAt(range, 0, range.length);
    return length < 0 ? Optional.empty() : Optional.of(new Match(from, from + length));
  }

  private Optional<Match> lastBetween(long from, long before) throws IOException {
    long end = before;
    while (end > from && !stopped.getAsBoolean()) {
      long begin = Math.max(from, aligned(end - CHUNK));
      long limit = end;
      Last last = new Last(limit);
      scan(begin, Math.min(bytes.size(), end + needle.longest() - 1), last);
      if (last.found().isPresent()) {
        return last.found();
      }
      end = begin;
    }
    return Optional.empty();
  }

  private long aligned(long at) {
    return at - Math.floorMod(at, needle.unit());
  }

  private static class First implements Visitor {
    @Nullable Match match;

    @Override
    public boolean visit(long from, long to) {
      match = new Match(from, to);
      return false;
    }

    Optional<Match> found() {
      return Optional.ofNullable(match);
    }
  }

  private static final class Last extends First {
    private final long limit;

    Last(long limit) {
      this.limit = limit;
    }

    @Override
    public boolean visit(long from, long to) {
      if (from < limit) {
        match = new Match(from, to);
      }
      return from < limit;
    }
  }

  /** Matches between two places; whether it came to the end without being told to stop. */
  private boolean scan(long from, long end, Visitor visitor) throws IOException {
    byte[] chunk = new byte[Math.clamp(end - from, 0, CHUNK + needle.longest())];
    long at = from;
    while (at + needle.unit() <= end) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      int wanted = (int) Math.min(chunk.length, end - at);
      int length = fill(chunk, at, wanted);
      if (length == 0) {
        return true;
      }
      // A match that begins behind this place may not fit: the next part begins there.
      boolean last = length < wanted || at + length >= end;
      int begins = last ? length : length - needle.longest() + 1;
      int next = visitMatches(chunk, begins, length, at, visitor);
      if (next < 0) {
        return false;
      }
      at += next;
    }
    return true;
  }

  private int fill(byte[] chunk, long at, int length) throws IOException {
    int filled = 0;
    int count = bytes.read(at, chunk, 0, length);
    while (count > 0) {
      filled += count;
      count = filled < length ? bytes.read(at + filled, chunk, filled, length - filled) : 0;
    }
    return filled;
  }

  /** Where the next part begins, as an index; −1 when the visitor has enough. */
  private int visitMatches(byte[] chunk, int begins, int length, long at, Visitor visitor) {
    int unit = needle.unit();
    int i = 0;
    while (i < begins) {
      int found = needle.mayBegin(chunk[i]) ? needle.matchAt(chunk, i, length) : -1;
      if (found > 0) {
        if (!visitor.visit(at + i, at + i + found)) {
          return -1;
        }
        i += found;
      } else {
        i += unit;
      }
    }
    return Math.max(i, 1);
  }
}
