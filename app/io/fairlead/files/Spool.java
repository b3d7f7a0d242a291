package io.fairlead.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes bytes as they come: the first part stays in memory, and from a threshold on all of it lies
 * in a temporary file that is gone when the spool is closed. What was taken can be read at once.
 *
 * <p>Safe for use from any thread: one appends, any number read. After {@link #close()} nothing is
 * taken, and what was in the file cannot be read any more.
 */
public final class Spool implements Bytes, AutoCloseable {

  /** Where the file begins to be used: 1 MiB. */
  public static final int IN_MEMORY = 1 << 20;

  /** What is left free on the disk for everybody else. */
  private static final long LEFT_FREE = 512L << 20;

  private static final int FREE_SPACE_INTERVAL = 16 << 20;

  private final int threshold;
  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] held = new byte[0];
  private long size;
  private long freeSpaceAsked;
  private @Nullable RandomAccessFile file;
  private @Nullable Path removedLater;
  private boolean closed;

  /** A spool that goes to disk past 1 MiB and takes 4 GiB at most. */
  public Spool() {
    this(IN_MEMORY, 4L << 30);
  }

  /**
   * An empty spool.
   *
   * @param threshold bytes in memory at most
   * @param limit bytes in all at most
   */
  public Spool(int threshold, long limit) {
    this.threshold = threshold;
    this.limit = limit;
  }

  /**
   * Takes bytes.
   *
   * @return how many of them were taken: fewer at the limit, when the disk is nearly full, and none
   *     after it was closed
   * @throws IOException when the disk does not take them
   */
  public int append(byte[] from, int offset, int length) throws IOException {
    lock.lock();
    try {
      int taken = (int) Math.min(length, limit - size);
      if (closed || taken <= 0) {
        return 0;
      }
      if (file == null && size + taken <= threshold) {
        hold(from, offset, taken);
      } else if (!spill(from, offset, taken)) {
        return 0;
      }
      size += taken;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void hold(byte[] from, int offset, int length) {
    int needed = (int) size + length;
    if (needed > held.length) {
      held = Arrays.copyOf(held, Math.min(threshold, Math.max(needed, 2 * held.length)));
    }
    System.arraycopy(from, offset, held, (int) size, length);
  }

  private boolean spill(byte[] from, int offset, int length) throws IOException {
    RandomAccessFile to = file;
    if (to == null) {
      to = open();
      file = to;
      if (!hasRoom()) {
        return false;
      }
      write(to, held, 0, (int) size, 0);
      held = new byte[0];
    }
    if (size - freeSpaceAsked >= FREE_SPACE_INTERVAL) {
      freeSpaceAsked = size;
      if (!hasRoom()) {
        return false;
      }
    }
    write(to, from, offset, length, size);
    return true;
  }

  /** No channel: the thread of a call that is stopped is interrupted, which would close it. */
  private RandomAccessFile open() throws IOException {
    Path path = Files.createTempFile("fairlead-", ".body");
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    try {
      // Where a file may be removed while it is open, nothing is left behind by a killed process.
      Files.delete(path);
    } catch (IOException _) {
      removedLater = path;
    }
    return opened;
  }

  private static boolean hasRoom() throws IOException {
    Path place = Path.of(System.getProperty("java.io.tmpdir"));
    return Files.getFileStore(place).getUsableSpace() > LEFT_FREE;
  }

  private static void write(RandomAccessFile to, byte[] from, int offset, int length, long at)
      throws IOException {
    to.seek(at);
    to.write(from, offset, length);
  }

  @Override
  public long size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) throws IOException {
    lock.lock();
    try {
      int count = Math.clamp(size - at, 0, length);
      if (count == 0) {
        return 0;
      }
      if (file == null) {
        System.arraycopy(held, (int) at, into, offset, count);
        return count;
      }
      file.seek(at);
      return Math.max(0, file.read(into, offset, count));
    } finally {
      lock.unlock();
    }
  }

  /** Whether its bytes lie in a file. */
  public boolean isOnDisk() {
    lock.lock();
    try {
      return file != null;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more and removes the file. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      if (file != null) {
        file.close();
      }
      if (removedLater != null) {
        Files.deleteIfExists(removedLater);
      }
    } finally {
      lock.unlock();
    }
  }
}
