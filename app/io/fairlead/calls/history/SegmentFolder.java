package io.fairlead.calls.history;

import io.fairlead.files.FolderClaim;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a history: {@code calls-00000001.history} with the records and, once that is full,
 * {@code calls-00000001.rows} beside it. Nothing that is not understood is written over.
 *
 * <p>Blocks; from one thread at a time.
 */
final class SegmentFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);
  private static final Pattern NAME = Pattern.compile("calls-([0-9]{8})\\.history");

  private final Path folder;
  private final FolderClaim claim;
  private final Functions functions = new Functions();
  private final List<Segment> segments = new ArrayList<>();
  private final Set<Integer> frozen = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private int nextNumber = 1;

  private SegmentFolder(Path folder, FolderClaim claim) {
    this.folder = folder;
    this.claim = claim;
  }

  /** Claims a folder and reads it; empty where another console has it. */
  static Optional<SegmentFolder> open(Path folder) throws IOException {
    Optional<FolderClaim> claim = FolderClaim.take(folder, "history.lock");
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    SegmentFolder opened = new SegmentFolder(folder, claim.get());
    try {
      opened.read();
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    return Optional.of(opened);
  }

  private void read() throws IOException {
    TreeMap<Integer, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "calls-*.history")) {
      for (Path file : entries) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          files.put(Integer.parseInt(name.group(1)), file);
        }
      }
    }
    for (var each : files.entrySet()) {
      nextNumber = each.getKey() + 1;
      try {
        read(each.getKey(), each.getValue());
      } catch (IOException e) {
        LOG.warn("{} cannot be read", each.getValue(), e);
        notes.add(each.getValue().getFileName() + " cannot be read: " + e.getMessage() + ".");
      }
    }
  }

  private void read(int number, Path file) throws IOException {
    long length = Files.size(file);
    @Nullable Rows known = Segment.readRows(rowsOf(number), length, functions);
    if (known != null) {
      segments.add(new Segment(number, SegmentStore.OnDisk.open(file, false), known));
      frozen.add(number);
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    int version = Frames.version(bytes);
    if (version > Frames.VERSION) {
      notes.add(
          file.getFileName()
              + " was written by a later version of this program; its calls are not shown, and it"
              + " is kept.");
      return;
    }
    if (version == 0) {
      damaged(file, bytes);
      return;
    }
    Frames.Content content = Frames.read(bytes);
    SegmentStore.OnDisk store = SegmentStore.OnDisk.open(file, true);
    if (content.damaged() > 0) {
      notes.add(file.getFileName() + " is damaged in between; what is sound is shown.");
    }
    if (content.end() < bytes.length) {
      cut(file, bytes, content.end(), store);
    }
    Segment segment = new Segment(number, store, new Rows());
    segment.index(bytes, content, functions);
    segments.add(segment);
  }

  private void damaged(Path file, byte[] bytes) throws IOException {
    if (bytes.length < Frames.HEADER) {
      // The end came before the first call.
      Files.delete(file);
      return;
    }
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    Files.move(file, aside);
    notes.add(file.getFileName() + " is no history; it is kept as " + aside.getFileName() + ".");
  }

  private void cut(Path file, byte[] bytes, int end, SegmentStore.OnDisk store) throws IOException {
    store.cut(end);
    String lost = String.format(Locale.ROOT, "%,d", bytes.length - end);
    notes.add(
        "The last call in "
            + file.getFileName()
            + " was not written to its end ("
            + lost
            + " bytes); all before it are here.");
  }

  /** What it had, the oldest first. */
  List<Segment> segments() {
    return List.copyOf(segments);
  }

  Functions functions() {
    return functions;
  }

  int nextNumber() {
    return nextNumber;
  }

  /** What the operator should know of it; empty while all is well. */
  String note() {
    return String.join(" ", notes);
  }

  /** Whether a segment is written to no more. */
  boolean isFrozen(Segment segment) {
    return frozen.contains(segment.number());
  }

  SegmentStore create(int number) throws IOException {
    return create(number, Frames.header());
  }

  /** A new file with that content; none is left where that cannot be written. */
  SegmentStore create(int number, byte[] content) throws IOException {
    SegmentStore.OnDisk store = SegmentStore.OnDisk.open(fileOf(number), true);
    try {
      if (store.size() > 0) {
        store.cut(0);
      }
      store.append(content);
      return store;
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /** Writes the rows of a segment that is full; without them it is only opened more slowly. */
  void seal(Segment segment) {
    frozen.add(segment.number());
    if (segment.store() instanceof SegmentStore.OnDisk) {
      try {
        segment.store().sync();
        segment.rows().trim();
        segment.writeRows(rowsOf(segment.number()), functions);
      } catch (IOException e) {
        LOG.warn("the rows of {} cannot be written", fileOf(segment.number()), e);
      }
    }
  }

  void delete(Segment segment) {
    remove(fileOf(segment.number()));
    remove(rowsOf(segment.number()));
    segments.remove(segment);
  }

  /** Deletes what was set aside, too. */
  void deleteRemains() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "calls-*.damaged")) {
      entries.forEach(SegmentFolder::remove);
    } catch (IOException e) {
      LOG.warn("{} cannot be listed", folder, e);
    }
    notes.clear();
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted", file, e);
    }
  }

  private Path fileOf(int number) {
    return folder.resolve(String.format(Locale.ROOT, "calls-%08d.history", number));
  }

  private Path rowsOf(int number) {
    return folder.resolve(String.format(Locale.ROOT, "calls-%08d.rows", number));
  }

  @Override
  public void close() {
    claim.close();
  }
}
