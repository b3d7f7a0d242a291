package io.fairlead.calls.history;

import io.fairlead.files.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Some of the history, in the order in which it was written: records, and the rows that tell of
 * them. A segment that is full also has its rows in a file of their own, which is made again from
 * the records where it is missing or does not fit.
 */
final class Segment {

  private static final int ROWS_VERSION = 1;

  private final int number;
  private SegmentStore store;
  private Rows rows;

  Segment(int number, SegmentStore store, Rows rows) {
    this.number = number;
    this.store = store;
    this.rows = rows;
  }

  int number() {
    return number;
  }

  SegmentStore store() {
    return store;
  }

  Rows rows() {
    return rows;
  }

  /** Has the same bytes somewhere else from now on. */
  void moveTo(SegmentStore other) {
    store = other;
  }

  /** Writes a record and its row. */
  void append(HistoryEntry entry, boolean amends, Functions functions) throws IOException {
    byte[] payload = EntryCodec.write(entry, amends);
    Frames.Place place = new Frames.Place((int) store.size() + Frames.FRAME, payload.length);
    store.append(Frames.frame(payload));
    addRow(entry, amends, payload, place, functions);
  }

  private void addRow(
      HistoryEntry entry, boolean amends, byte[] payload, Frames.Place place, Functions functions) {
    int texts = EntryReader.textsAt(payload, 0);
    rows.add(
        entry.id(),
        entry.at().toEpochMilli(),
        functions.numberOf(Functions.Called.of(entry)),
        entry.status(),
        (amends ? Rows.AMENDS : 0) | (entry.isFailed() ? Rows.FAILED : 0),
        place,
        Signature.of(Folding.of(payload, texts, payload.length)));
  }

  /** Makes the rows from the records. */
  void index(byte[] bytes, Frames.Content content, Functions functions) {
    rows = new Rows();
    for (Frames.Place place : content.places()) {
      byte[] payload = new byte[place.length()];
      System.arraycopy(bytes, place.at(), payload, 0, payload.length);
      try {
        addRow(EntryCodec.read(payload), EntryCodec.amends(payload), payload, place, functions);
      } catch (IOException _) {
        // Sound, and not understood: it stays in the file and is not shown.
      }
    }
    rows.trim();
  }

  /** The entry of a row. */
  HistoryEntry read(int row) throws IOException {
    Frames.Place place = rows.place(row);
    Segment home = rows.segment(row, this);
    byte[] frame = new byte[Frames.FRAME + place.length()];
    home.store.read(place.at() - Frames.FRAME, frame, frame.length);
    if (!Frames.isSound(frame)) {
      throw new IOException("the record does not fit its check sum");
    }
    byte[] payload = new byte[place.length()];
    System.arraycopy(frame, Frames.FRAME, payload, 0, payload.length);
    return EntryCodec.read(payload);
  }

  /** Writes the rows to a file of their own. */
  void writeRows(Path file, Functions functions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(bytes);
    to.writeInt(ROWS_VERSION);
    to.writeInt(Signature.BITS);
    to.writeLong(store.size());
    Map<Integer, Functions.Called> used = new LinkedHashMap<>();
    int most = 0;
    for (int row = 0; row < rows.size(); row++) {
      used.put(rows.function(row), functions.get(rows.function(row)));
      most = Math.max(most, rows.function(row));
    }
    to.writeInt(most + 1);
    for (int i = 0; i <= most; i++) {
      Functions.Called called = used.getOrDefault(i, new Functions.Called("", "", ""));
      to.writeUTF(called.gateway());
      to.writeUTF(called.url());
      to.writeUTF(called.function());
    }
    rows.write(to);
    CRC32C sum = new CRC32C();
    sum.update(bytes.toByteArray());
    to.writeInt((int) sum.getValue());
    AtomicFile.write(file, bytes.toByteArray());
  }

  /** Reads them; null where they are missing or do not fit a segment of that length. */
  static @Nullable Rows readRows(Path file, long length, Functions functions) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      CRC32C sum = new CRC32C();
      sum.update(bytes, 0, Math.max(0, bytes.length - 4));
      if (bytes.length < 24
          || ByteBuffer.wrap(bytes, bytes.length - 4, 4).getInt() != (int) sum.getValue()) {
        return null;
      }
      DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
      if (from.readInt() != ROWS_VERSION
          || from.readInt() != Signature.BITS
          || from.readLong() != length) {
        return null;
      }
      List<Integer> numbers = new ArrayList<>();
      for (int left = from.readInt(); left > 0; left--) {
        Functions.Called called =
            new Functions.Called(from.readUTF(), from.readUTF(), from.readUTF());
        numbers.add(called.function().isEmpty() ? 0 : functions.numberOf(called));
      }
      Rows rows = Rows.read(from, numbers);
      rows.trim();
      return rows;
    } catch (IOException | IndexOutOfBoundsException _) {
      return null;
    }
  }
}
