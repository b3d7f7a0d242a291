package io.fairlead.calls.history;

import io.fairlead.files.AtomicFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** The bytes of one segment, on the disk or in memory; from one thread at a time. */
sealed interface SegmentStore extends AutoCloseable {

  long size();

  void append(byte[] bytes) throws IOException;

  void read(long at, byte[] into, int length) throws IOException;

  /** Has what was appended survive the end of the machine. */
  void sync() throws IOException;

  @Override
  void close();

  /**
   * A file. No channel: a thread that is interrupted while it reads would close it for everybody.
   */
  final class OnDisk implements SegmentStore {

    /** A longer read has the runtime allocate its own copy anew each time. */
    private static final int PIECE = 64 << 10;

    private final RandomAccessFile file;
    private long size;

    private OnDisk(RandomAccessFile file) throws IOException {
      this.file = file;
      this.size = file.length();
    }

    /** Opens a file, for its owner alone where it is new. */
    static OnDisk open(Path path, boolean writable) throws IOException {
      Path folder = path.toAbsolutePath().getParent();
      if (writable && folder != null && !Files.exists(path)) {
        AtomicFile.createPrivateFolder(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.createFile(
              path,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
      }
      return new OnDisk(new RandomAccessFile(path.toFile(), writable ? "rw" : "r"));
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void append(byte[] bytes) throws IOException {
      try {
        file.seek(size);
        file.write(bytes);
        size += bytes.length;
      } catch (IOException e) {
        cut(size, e);
        throw e;
      }
    }

    /** A part of a record would be taken for the end of the file. */
    private void cut(long length, IOException cause) {
      try {
        file.setLength(length);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }

    /** Forgets what lies behind a place. */
    void cut(long length) throws IOException {
      file.setLength(length);
      size = length;
    }

    @Override
    public void read(long at, byte[] into, int length) throws IOException {
      file.seek(at);
      for (int done = 0; done < length; done += PIECE) {
        file.readFully(into, done, Math.min(PIECE, length - done));
      }
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException _) {
        // Everything was written before.
      }
    }
  }

  /** Memory. */
  final class InMemory implements SegmentStore {

    private byte[] bytes = new byte[4096];
    private int size;

    @Override
    public long size() {
      return size;
    }

    @Override
    public void append(byte[] more) {
      if (size + more.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.length));
      }
      System.arraycopy(more, 0, bytes, size, more.length);
      size += more.length;
    }

    @Override
    public void read(long at, byte[] into, int length) throws IOException {
      if (at + length > size) {
        throw new IOException("there are only " + size + " bytes");
      }
      System.arraycopy(bytes, (int) at, into, 0, length);
    }

    /** All of it. */
    byte[] content() {
      return Arrays.copyOf(bytes, size);
    }

    @Override
    public void sync() {
      // Nothing here survives the program.
    }

    @Override
    public void close() {
      bytes = new byte[0];
      size = 0;
    }
  }
}
