package io.fairlead.calls.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a folder of calls. Hidden folders and {@code node_modules} are passed over,
 * links to folders are not followed, so that the walk ends. Blocks.
 */
final class FolderScan extends SimpleFileVisitor<Path> {

  private static final int DEPTH = 24;
  private static final Set<String> ENVIRONMENTS =
      Set.of("http-client.env.json", "http-client.private.env.json", ".env");

  /**
   * What a walk found.
   *
   * @param folders every folder that was entered, the outermost first
   */
  record Found(FolderListing listing, List<Path> folders) {}

  private final Path root;
  private final int mostFiles;
  private final int mostFolders;
  private final BooleanSupplier ended;
  private final List<FolderListing.Entry> calls = new ArrayList<>();
  private final List<FolderListing.Entry> environments = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int unreadable;

  private FolderScan(Path root, int mostFiles, int mostFolders, BooleanSupplier ended) {
    this.root = root;
    this.mostFiles = mostFiles;
    this.mostFolders = mostFolders;
    this.ended = ended;
  }

  /** Whether a file holds calls, by its name. */
  static boolean isCallFile(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".http") || name.endsWith(".rest");
  }

  /** Whether a file holds values for calls, by its name. */
  static boolean isEnvironment(Path file) {
    return ENVIRONMENTS.contains(name(file));
  }

  /**
   * Walks.
   *
   * @param ended asked between files; a walk that nobody waits for stops
   */
  static Found of(Path root, int mostFiles, int mostFolders, BooleanSupplier ended) {
    if (!Files.exists(root)) {
      return new Found(new FolderListing.Gone(), List.of());
    }
    if (!Files.isDirectory(root)) {
      return nothing(root + " is a file, not a folder.");
    }
    FolderScan scan = new FolderScan(root, mostFiles, mostFolders, ended);
    try {
      // A link to the folder itself is followed: the operator chose it.
      Files.walkFileTree(root.toRealPath(), Set.of(), DEPTH, scan);
      return scan.found();
    } catch (AccessDeniedException _) {
      return nothing("You may not read " + root + ".");
    } catch (IOException e) {
      return Files.exists(root)
          ? nothing(root + " cannot be read: " + e.getMessage() + ".")
          : new Found(new FolderListing.Gone(), List.of());
    }
  }

  private static Found nothing(String why) {
    return new Found(new FolderListing.Unreadable(why), List.of());
  }

  private Found found() {
    if (unreadable > 0) {
      notes.add(
          unreadable == 1
              ? "One file or folder in it may not be read."
              : unreadable + " files or folders in it may not be read.");
    }
    Comparator<FolderListing.Entry> byPath = Comparator.comparing(FolderListing.Entry::file);
    calls.sort(byPath);
    environments.sort(byPath);
    return new Found(new FolderListing.Present(calls, environments, notes), folders);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (ended.getAsBoolean()) {
      return FileVisitResult.TERMINATE;
    }
    String name = name(folder);
    if (!folders.isEmpty() && (name.startsWith(".") || name.equals("node_modules"))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (folders.size() >= mostFolders) {
      return full(String.format(Locale.ROOT, "%,d folders", mostFolders));
    }
    folders.add(folder);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    boolean isEnvironment = isEnvironment(file);
    if (attributes.isDirectory() || !(isEnvironment || isCallFile(file))) {
      return FileVisitResult.CONTINUE;
    }
    if (calls.size() + environments.size() >= mostFiles) {
      return full(String.format(Locale.ROOT, "%,d files", mostFiles));
    }
    Path shown = root.resolve(folders.getFirst().relativize(file));
    FolderListing.Entry entry =
        new FolderListing.Entry(shown, attributes.size(), attributes.lastModifiedTime());
    (isEnvironment ? environments : calls).add(entry);
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult full(String bound) {
    notes.add("Only the first " + bound + " are looked at; open a folder further in.");
    return FileVisitResult.TERMINATE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    if (folders.isEmpty()) {
      throw why;
    }
    unreadable++;
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
    if (why != null) {
      unreadable++;
    }
    return FileVisitResult.CONTINUE;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
