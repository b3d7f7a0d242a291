package io.fairlead.calls.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a search looks at before it reads a record: a few numbers per record, and the signatures
 * turned by ninety degrees, so that one word tells a bit of 64 records at a time. Rows are in the
 * order of their records; from one thread at a time.
 */
final class Rows {

  /** A record that takes the place of an earlier one, and so is no call of its own. */
  static final int AMENDS = 1;

  static final int FAILED = 2;

  private static final int BLOCK = 64;

  private int size;
  private long[] ids = new long[BLOCK];
  private long[] times = new long[BLOCK];
  private int[] functions = new int[BLOCK];
  private short[] statuses = new short[BLOCK];
  private byte[] flags = new byte[BLOCK];
  private int[] places = new int[BLOCK];
  private int[] lengths = new int[BLOCK];
  private long[][] signatures = new long[1][];

  /** Segments in which the records of amended rows lie; null while none is amended. */
  private Segment @org.jspecify.annotations.Nullable [] elsewhere;

  int size() {
    return size;
  }

  void add(
      long id, long time, int function, int status, int flag, Frames.Place place, BitSet bits) {
    if (size == ids.length) {
      grow();
    }
    int row = size++;
    ids[row] = id;
    times[row] = time;
    set(row, function, status, flag, place);
    sign(row, bits);
  }

  private void grow() {
    int length = Math.max(BLOCK, ids.length * 2);
    ids = Arrays.copyOf(ids, length);
    times = Arrays.copyOf(times, length);
    functions = Arrays.copyOf(functions, length);
    statuses = Arrays.copyOf(statuses, length);
    flags = Arrays.copyOf(flags, length);
    places = Arrays.copyOf(places, length);
    lengths = Arrays.copyOf(lengths, length);
    signatures = Arrays.copyOf(signatures, length / BLOCK);
    if (elsewhere != null) {
      elsewhere = Arrays.copyOf(elsewhere, length);
    }
  }

  private void set(int row, int function, int status, int flag, Frames.Place place) {
    functions[row] = function;
    statuses[row] = (short) status;
    flags[row] = (byte) flag;
    places[row] = place.at();
    lengths[row] = place.length();
  }

  private void sign(int row, BitSet bits) {
    long[] block = signatures[row / BLOCK];
    if (block == null) {
      block = new long[Signature.BITS];
      signatures[row / BLOCK] = block;
    }
    long mask = 1L << (row % BLOCK);
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      block[bit] |= mask;
    }
  }

  /** Has a row tell of a record that lies in another segment. */
  void amend(int row, Rows other, int otherRow, Segment home) {
    set(
        row,
        other.functions[otherRow],
        other.statuses[otherRow],
        other.flags[otherRow] & ~AMENDS,
        new Frames.Place(other.places[otherRow], other.lengths[otherRow]));
    if (elsewhere == null) {
      elsewhere = new Segment[ids.length];
    }
    elsewhere[row] = home;
    long[] mine = signatures[row / BLOCK];
    long[] theirs = other.signatures[otherRow / BLOCK];
    for (int bit = 0; bit < Signature.BITS; bit++) {
      long set = (theirs[bit] >>> (otherRow % BLOCK)) & 1;
      mine[bit] = (mine[bit] & ~(1L << (row % BLOCK))) | (set << (row % BLOCK));
    }
  }

  /** The row of a call, or -1. */
  int find(long id) {
    // Amending rows have ids of older calls, so the ids are not in order.
    for (int row = size - 1; row >= 0; row--) {
      if (ids[row] == id && !isAmendment(row)) {
        return row;
      }
    }
    return -1;
  }

  long id(int row) {
    return ids[row];
  }

  long time(int row) {
    return times[row];
  }

  int function(int row) {
    return functions[row];
  }

  int status(int row) {
    return statuses[row];
  }

  boolean isFailed(int row) {
    return (flags[row] & FAILED) != 0;
  }

  boolean isAmendment(int row) {
    return (flags[row] & AMENDS) != 0;
  }

  Frames.Place place(int row) {
    return new Frames.Place(places[row], lengths[row]);
  }

  /** Where a row's record lies. */
  Segment segment(int row, Segment own) {
    Segment other = elsewhere == null ? null : elsewhere[row];
    return other == null ? own : other;
  }

  /** Which of the 64 rows from {@code 64 * block} on may have all of these bits. */
  long candidates(int block, int[] bits) {
    int rows = Math.min(BLOCK, size - block * BLOCK);
    long mask = rows == BLOCK ? -1L : (1L << rows) - 1;
    long[] words = signatures[block];
    for (int bit : bits) {
      mask &= words[bit];
    }
    return mask;
  }

  int blocks() {
    return (size + BLOCK - 1) / BLOCK;
  }

  /** When the newest call began, in milliseconds. */
  long newest() {
    long newest = Long.MIN_VALUE;
    for (int row = 0; row < size; row++) {
      newest = Math.max(newest, times[row]);
    }
    return newest;
  }

  /** Writes all rows; none may be amended from elsewhere, as that is found again when read. */
  void write(DataOutputStream to) throws IOException {
    to.writeInt(size);
    for (int row = 0; row < size; row++) {
      to.writeLong(ids[row]);
      to.writeLong(times[row]);
      to.writeInt(functions[row]);
      to.writeShort(statuses[row]);
      to.writeByte(flags[row]);
      to.writeInt(places[row]);
      to.writeInt(lengths[row]);
    }
    for (int block = 0; block < blocks(); block++) {
      for (long word : signatures[block]) {
        to.writeLong(word);
      }
    }
  }

  /**
   * Reads rows.
   *
   * @param functions the numbers here of the functions that are numbered there
   */
  static Rows read(DataInputStream from, List<Integer> functions) throws IOException {
    Rows rows = new Rows();
    int size = from.readInt();
    if (size < 0 || size > 1 << 20) {
      throw new IOException("no number of rows: " + size);
    }
    while (rows.ids.length < size) {
      rows.grow();
    }
    rows.size = size;
    for (int row = 0; row < size; row++) {
      rows.ids[row] = from.readLong();
      rows.times[row] = from.readLong();
      rows.functions[row] = functions.get(from.readInt());
      rows.statuses[row] = from.readShort();
      rows.flags[row] = from.readByte();
      rows.places[row] = from.readInt();
      rows.lengths[row] = from.readInt();
    }
    byte[] words = new byte[Signature.BITS * Long.BYTES];
    for (int block = 0; block < rows.blocks(); block++) {
      from.readFully(words);
      rows.signatures[block] = new long[Signature.BITS];
      java.nio.ByteBuffer.wrap(words).asLongBuffer().get(rows.signatures[block]);
    }
    return rows;
  }

  /** Takes no more room than it needs. */
  void trim() {
    int length = Math.max(BLOCK, blocks() * BLOCK);
    if (length < ids.length) {
      ids = Arrays.copyOf(ids, length);
      times = Arrays.copyOf(times, length);
      functions = Arrays.copyOf(functions, length);
      statuses = Arrays.copyOf(statuses, length);
      flags = Arrays.copyOf(flags, length);
      places = Arrays.copyOf(places, length);
      lengths = Arrays.copyOf(lengths, length);
      signatures = Arrays.copyOf(signatures, length / BLOCK);
    }
  }
}
