package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import io.fairlead.calls.file.FolderListing;
import io.fairlead.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The rows of a folder. What was read of a file serves until the file changes. Reading blocks, and
 * is for one thread at a time; what was read may be asked from any.
 */
final class CallTree {

  private static final int MOST_REQUESTS = 2_000;

  private record Read(FolderListing.Entry entry, FileReading reading) {}

  private final CallEngine engine;

  /** Never changed, only replaced. */
  private volatile Map<Path, Read> files = Map.of();

  CallTree(CallEngine engine) {
    this.engine = engine;
  }

  /** What is known of a file. */
  Optional<FileReading> reading(Path file) {
    return Optional.ofNullable(files.get(file)).map(Read::reading);
  }

  /** Every request of these files, in the order of the tree. */
  List<RequestFacts> requests() {
    return files.values().stream().flatMap(read -> read.reading().requests().stream()).toList();
  }

  /**
   * Reads the files that changed.
   *
   * @param due whether what was read so far shall be shown; asked after each file of a first
   *     reading
   * @param show shows it
   */
  void read(List<FolderListing.Entry> entries, BooleanSupplier due, Runnable show) {
    Map<Path, Read> before = files;
    Map<Path, Read> next = new LinkedHashMap<>();
    for (FolderListing.Entry entry : entries) {
      Read known = before.get(entry.file());
      boolean same = known != null && known.entry().equals(entry);
      next.put(entry.file(), same ? known : new Read(entry, engine.read(entry.file())));
      if (before.isEmpty() && due.getAsBoolean()) {
        files = new LinkedHashMap<>(next);
        show.run();
      }
    }
    files = next;
  }

  /** The rows, folders before files. */
  List<CallNode> nodes(Path root, Function<RequestFacts, Standing> standing) {
    Branch top = new Branch(root);
    files.forEach(
        (file, read) -> top.branchOf(root.relativize(file)).files.add(file(file, read, standing)));
    return top.nodes();
  }

  private static CallNode file(Path file, Read read, Function<RequestFacts, Standing> standing) {
    FileReading reading = read.reading();
    List<CallNode> rows = new ArrayList<>();
    for (FileProblem problem : reading.problems()) {
      rows.add(new CallNode.Problem(problem));
    }
    int bad = 0;
    for (RequestFacts facts : reading.requests()) {
      Standing now = standing.apply(facts);
      bad += now.isBad() && !now.stale() ? 1 : 0;
      if (rows.size() < MOST_REQUESTS) {
        rows.add(new CallNode.Request(facts, now));
      }
    }
    int all = reading.requests().size() + reading.problems().size();
    if (rows.size() < all) {
      rows.add(new CallNode.Rest(file + "/rest", Texts.of("callfile.more", all - rows.size())));
    }
    Path name = file.getFileName();
    return new CallNode.File(
        file,
        name == null ? file.toString() : name.toString(),
        reading.problems().size(),
        bad,
        List.copyOf(rows));
  }

  /** A folder while its rows are put together. */
  private static final class Branch {
    private final Path path;
    private final Map<Path, Branch> folders = new LinkedHashMap<>();
    private final List<CallNode> files = new ArrayList<>();

    Branch(Path path) {
      this.path = path;
    }

    /** The branch that holds a file, by the file's way from here. */
    Branch branchOf(Path file) {
      Branch at = this;
      for (int i = 0; i < file.getNameCount() - 1; i++) {
        Path below = at.path.resolve(file.getName(i));
        at = at.folders.computeIfAbsent(below, Branch::new);
      }
      return at;
    }

    List<CallNode> nodes() {
      List<CallNode> nodes = new ArrayList<>();
      folders.values().forEach(folder -> nodes.add(folder.node()));
      nodes.addAll(files);
      return List.copyOf(nodes);
    }

    private CallNode node() {
      Path name = path.getFileName();
      return new CallNode.Folder(path, name == null ? path.toString() : name.toString(), nodes());
    }
  }
}
