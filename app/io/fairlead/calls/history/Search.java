package io.fairlead.calls.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search on its way through the segments, the newest first. */
final class Search {

  /** With as many candidates in a segment, reading it whole costs less than reading each. */
  private static final int MANY = 24;

  private final Needle needle;
  private final int[] bits;
  private final boolean[] functions;
  private final HistoryQuery.Status status;
  private final long since;
  private final long before;
  private final int most;
  private final List<HistoryRow> found = new ArrayList<>();
  private long next;
  private byte[] whole = new byte[0];
  private @Nullable Segment wholeOf;

  Search(
      Needle needle,
      boolean[] functions,
      HistoryQuery.Status status,
      long since,
      long before,
      int most) {
    this.needle = needle;
    this.bits = needle.bits();
    this.functions = functions;
    this.status = status;
    this.since = since;
    this.before = before;
    this.most = most;
  }

  boolean isDone() {
    return next > 0;
  }

  HistoryPage page() {
    return new HistoryPage(found, next);
  }

  void in(Segment segment) {
    Rows rows = segment.rows();
    wholeOf = null;
    int candidates = 0;
    for (int block = 0; block < rows.blocks(); block++) {
      candidates += Long.bitCount(rows.candidates(block, bits));
    }
    if (candidates > 0) {
      for (int block = rows.blocks() - 1; block >= 0 && !isDone(); block--) {
        in(segment, block, candidates > MANY);
      }
    }
  }

  private void in(Segment segment, int block, boolean many) {
    Rows rows = segment.rows();
    long left = rows.candidates(block, bits);
    while (left != 0 && !isDone()) {
      int bit = 63 - Long.numberOfLeadingZeros(left);
      left &= ~(1L << bit);
      int row = block * 64 + bit;
      if (isWanted(rows, row)) {
        take(segment, row, many);
      }
    }
  }

  private boolean isWanted(Rows rows, int row) {
    int function = rows.function(row);
    return !rows.isAmendment(row)
        && rows.id(row) < before
        && rows.time(row) >= since
        && (function >= functions.length || functions[function])
        && status.matches(rows.status(row), rows.isFailed(row));
  }

  private void take(Segment segment, int row, boolean many) {
    try {
      if (!needle.isEmpty() && !needle.isDecidedBySignature() && !contains(segment, row, many)) {
        return;
      }
      if (found.size() == most) {
        next = found.getLast().id();
        return;
      }
      found.add(segment.read(row).toRow());
    } catch (IOException _) {
      // A record that cannot be read is not shown; the others are.
    }
  }

  private boolean contains(Segment segment, int row, boolean many) throws IOException {
    Frames.Place place = segment.rows().place(row);
    Segment home = segment.rows().segment(row, segment);
    if (many && home.equals(segment)) {
      byte[] bytes = whole(segment);
      int texts = EntryReader.textsAt(bytes, place.at());
      return needle.isIn(bytes, texts, place.at() + place.length());
    }
    byte[] payload = new byte[place.length()];
    home.store().read(place.at(), payload, payload.length);
    return needle.isIn(payload, EntryReader.textsAt(payload, 0), payload.length);
  }

  private byte[] whole(Segment segment) throws IOException {
    if (wholeOf != segment) {
      int size = (int) segment.store().size();
      if (whole.length < size) {
        whole = new byte[size];
      }
      segment.store().read(0, whole, size);
      wholeOf = segment;
    }
    return whole;
  }
}
