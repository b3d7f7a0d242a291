package io.fairlead.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document that is replaced as a whole and never lost: what cannot be read is set aside under
 * another name and the last good copy serves in its place; what a newer program wrote is left as it
 * is.
 *
 * <p>Blocks; one thread at a time.
 */
public final class KeptFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);
  private static final long LARGEST = 16L << 20;
  private static final int SET_ASIDE = 9;

  /** The content is not what this document holds. */
  public static final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    /** Says in what way. */
    public Damaged(String how) {
      super(how);
    }
  }

  /** The content is of a version that this program does not know. */
  public static final class FromNewerVersion extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Understands a document's text. */
  @FunctionalInterface
  public interface Parser<T> {
    /** Reads it. */
    T parse(String text) throws Damaged, FromNewerVersion;
  }

  /**
   * What was read.
   *
   * @param value the document's content, that of its last good copy, or of an absent one
   * @param note what the operator should know; empty where nothing was wrong
   */
  public record Reading<T>(T value, String note) {}

  private final Path file;
  private final Path lastGood;
  private final boolean copied;
  private boolean newer;
  private @Nullable String present;

  private KeptFile(Path file, boolean copied) {
    this.file = file;
    this.copied = copied;
    this.lastGood = file.resolveSibling(file.getFileName() + ".last-good");
  }

  /** A document with a last good copy: settings, which nobody wants to enter again. */
  public static KeptFile withCopy(Path file) {
    return new KeptFile(file, true);
  }

  /** A document without one: what has changed since is of no use, or a secret. */
  public static KeptFile withoutCopy(Path file) {
    return new KeptFile(file, false);
  }

  /**
   * Reads it.
   *
   * @param absent what stands for a document that is not there
   * @throws IOException when the disk does not give it
   */
  public <T> Reading<T> read(Parser<T> parser, T absent) throws IOException {
    if (!Files.exists(file) && !hasCopy()) {
      return new Reading<>(absent, "");
    }
    if (Files.exists(file)) {
      try {
        String text = text(file);
        T value = parser.parse(text);
        present = text;
        return new Reading<>(value, "");
      } catch (FromNewerVersion _) {
        newer = true;
        return new Reading<>(absent, "A newer Fairlead wrote " + file + "; it is left as it is.");
      } catch (Damaged e) {
        setAside(e);
      }
    }
    return new Reading<>(
        readLastGood(parser, absent),
        file.getFileName()
            + " could not be read and was set aside"
            + (hasCopy() ? "; its last good copy serves." : "."));
  }

  private <T> T readLastGood(Parser<T> parser, T absent) throws IOException {
    if (!hasCopy()) {
      return absent;
    }
    try {
      return parser.parse(text(lastGood));
    } catch (Damaged | FromNewerVersion e) {
      LOG.warn("{} cannot be read either: {}", lastGood, e.getMessage());
      return absent;
    }
  }

  private boolean hasCopy() {
    return copied && Files.exists(lastGood);
  }

  private static String text(Path from) throws IOException, Damaged {
    if (Files.size(from) > LARGEST) {
      throw new Damaged("it is larger than this program ever writes");
    }
    try {
      return Files.readString(from);
    } catch (CharacterCodingException _) {
      throw new Damaged("it is no text");
    }
  }

  private void setAside(Damaged why) throws IOException {
    for (int number = 1; number <= SET_ASIDE; number++) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
      if (number == SET_ASIDE || !Files.exists(aside)) {
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("{} is damaged ({}) and was kept as {}", file, why.getMessage(), aside);
        return;
      }
    }
  }

  /**
   * Replaces it, and keeps what was read or written before as the last good copy.
   *
   * @throws IOException when the disk refuses, or a newer program wrote what is there
   */
  public void write(String text) throws IOException {
    if (newer) {
      throw new IOException("a newer Fairlead wrote " + file);
    }
    if (text.length() > LARGEST) {
      throw new IOException(file + " would become larger than it may be");
    }
    String former = present;
    if (copied && former != null && !former.equals(text)) {
      AtomicFile.write(lastGood, former);
    }
    AtomicFile.write(file, text);
    present = text;
  }
}
