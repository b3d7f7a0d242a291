package io.fairlead.calls;

import io.fairlead.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the book: one file a function, and beside it a copy of the last good one. Nothing
 * that cannot be read is written over: it is moved aside first.
 *
 * <p>Blocks; from one thread at a time.
 */
final class CallFolder {

  /** What a folder holds. */
  record Content(List<CallPage> pages, Optional<String> problem) {}

  /** What came of writing. */
  record Written(List<CallPage.Key> failed, Optional<String> problem) {}

  private static final Logger LOG = LoggerFactory.getLogger(CallFolder.class);
  private static final String ENDING = ".json";
  private static final String COPY = ".last";
  private static final long LARGEST = 64L << 20;
  private static final int MOST_FILES = 2000;
  private static final int MOST_ASIDE = 1000;

  private final Path folder;

  /** Files that are not ours to replace, because this program could not read them. */
  private final Set<Path> foreign = new HashSet<>();

  private final List<String> problems = new ArrayList<>();

  CallFolder(Path folder) {
    this.folder = folder;
  }

  /** Reads everything, the oldest draft first. */
  Content read() {
    problems.clear();
    List<CallPage> pages = new ArrayList<>();
    for (String name : names()) {
      page(folder.resolve(name))
          .filter(page -> fileName(page.key()).equals(name))
          .ifPresent(pages::add);
    }
    pages.sort(Comparator.comparing(CallPage::draftAt));
    return new Content(pages, said());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING + "*")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING) || name.endsWith(ENDING + COPY)) {
          names.add(name.substring(0, name.lastIndexOf(ENDING) + ENDING.length()));
        }
        if (names.size() >= MOST_FILES) {
          problems.add("The folder " + folder + " has too many files; some calls are not shown.");
          break;
        }
      }
    } catch (NoSuchFileException _) {
      // Nothing was remembered yet.
    } catch (NotDirectoryException e) {
      problems.add(folder + " is no folder; calls are remembered until the program ends.");
    } catch (IOException e) {
      problems.add("The saved calls in " + folder + " cannot be read: " + e.getMessage() + ".");
    }
    return names;
  }

  private Optional<CallPage> page(Path file) {
    return switch (reading(file)) {
      case null -> copy(file);
      case CallPageJson.Read(CallPage page) -> Optional.of(page);
      case CallPageJson.Newer(int version) -> {
        foreign.add(file);
        problems.add(
            file
                + " was written by a later version of this program ("
                + version
                + "); its calls are not shown, and it is kept.");
        yield Optional.empty();
      }
      case CallPageJson.Damaged(String reason) -> {
        LOG.warn("{} is damaged: {}", file, reason);
        Optional<CallPage> copy = copy(file);
        problems.add(
            file
                + " is damaged"
                + aside(file, "damaged")
                + (copy.isPresent() ? "; the last good copy is used." : "; its calls are lost."));
        yield copy;
      }
    };
  }

  private Optional<CallPage> copy(Path file) {
    Path copy = copyOf(file);
    return switch (reading(copy)) {
      case null -> Optional.empty();
      case CallPageJson.Read(CallPage page) -> Optional.of(page);
      case CallPageJson.Newer _ -> {
        foreign.add(copy);
        yield Optional.empty();
      }
      case CallPageJson.Damaged _ -> {
        aside(copy, "damaged");
        yield Optional.empty();
      }
    };
  }

  private CallPageJson.@Nullable Reading reading(Path file) {
    try {
      if (!Files.exists(file)) {
        return null;
      }
      return Files.size(file) > LARGEST
          ? new CallPageJson.Damaged("it is larger than this program writes")
          : CallPageJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      return new CallPageJson.Damaged("it cannot be read: " + e.getMessage());
    }
  }

  /** Moves a file aside, and says where. */
  private String aside(Path file, String why) {
    try {
      return "; it is kept as " + moveAside(file, why).getFileName();
    } catch (IOException e) {
      LOG.warn("{} cannot be moved aside", file, e);
      foreign.add(file);
      return " and cannot be moved aside (" + e.getMessage() + ")";
    }
  }

  private static Path moveAside(Path file, String why) throws IOException {
    for (int i = 1; i <= MOST_ASIDE; i++) {
      Path to = file.resolveSibling(file.getFileName() + "." + why + "-" + i);
      if (!Files.exists(to)) {
        return Files.move(file, to);
      }
    }
    throw new IOException("there are " + MOST_ASIDE + " such files already");
  }

  /** Replaces the files of these pages; an empty page's go. */
  Written write(List<CallPage> pages) {
    List<CallPage.Key> failed = new ArrayList<>();
    problems.clear();
    for (CallPage page : pages) {
      Path file = folder.resolve(fileName(page.key()));
      try {
        write(file, page);
      } catch (IOException e) {
        LOG.warn("{} cannot be written", file, e);
        failed.add(page.key());
        problems.add(
            "The calls of "
                + page.key().function()
                + " cannot be saved in "
                + file
                + ": "
                + e.getMessage()
                + ". They are remembered until the program ends.");
      }
    }
    return new Written(failed, said());
  }

  private void write(Path file, CallPage page) throws IOException {
    for (Path one : List.of(file, copyOf(file))) {
      if (foreign.contains(one) && Files.exists(one)) {
        moveAside(one, "kept");
      }
      foreign.remove(one);
      if (isReadOnly(one)) {
        throw new IOException("the file is read-only");
      }
    }
    if (page.isEmpty()) {
      // The copy first: it must not outlive what it is a copy of.
      Files.deleteIfExists(copyOf(file));
      Files.deleteIfExists(file);
      return;
    }
    AtomicFile.createPrivateFolder(folder);
    byte[] content = CallPageJson.write(page);
    AtomicFile.write(file, content);
    AtomicFile.write(copyOf(file), content);
  }

  /** As its owner has marked it: the administrator may write to any file. */
  private static boolean isReadOnly(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return !Files.isWritable(file)
        || (view != null
            && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE));
  }

  private Optional<String> said() {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problems.getFirst()
                + (problems.size() == 1
                    ? ""
                    : " So it is with " + (problems.size() - 1) + " more."));
  }

  private static Path copyOf(Path file) {
    return file.resolveSibling(file.getFileName() + COPY);
  }

  /** Readable, and different for different keys whatever a file system makes of case. */
  static String fileName(CallPage.Key key) {
    String readable =
        key.function().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    String hash =
        ByteString.of(
                String.join("\n", key.gateway(), key.namespace(), key.function())
                    .getBytes(StandardCharsets.UTF_8))
            .sha256()
            .hex();
    return readable.substring(0, Math.min(40, readable.length()))
        + "-"
        + hash.substring(0, 24)
        + ENDING;
  }
}
