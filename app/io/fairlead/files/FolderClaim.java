package io.fairlead.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write some file of a folder, held by one process until it closes or ends, however it
 * ends.
 */
public final class FolderClaim implements AutoCloseable {

  private final FileChannel channel;

  private FolderClaim(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Claims it; empty where somebody else holds it, in this process or another.
   *
   * @param name of the file whose lock stands for the claim
   * @throws IOException when the folder cannot be written at all
   */
  public static Optional<FolderClaim> take(Path folder, String name) throws IOException {
    AtomicFile.createPrivateFolder(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another one of this very process holds it.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new FolderClaim(channel));
  }

  /** Gives it up. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The end of the process gives it up as well.
    }
  }
}
