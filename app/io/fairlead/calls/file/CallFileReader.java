package io.fairlead.calls.file;

import io.fairlead.files.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code .http} files as IntelliJ's HTTP client and VS Code's REST Client write them; bounded
 * in size, and never throws for what a file holds.
 *
 * <p>Blocks for the disk; safe for use from any thread.
 */
public final class CallFileReader {

  /** The largest file that is read. */
  public static final int LARGEST_BYTES = 64 << 20;

  /** The most requests of one file. */
  public static final int MOST_CALLS = 10_000;

  /** The most problems of one file that are told. */
  public static final int MOST_PROBLEMS = 100;

  private CallFileReader() {}

  /** Whether a file is one of calls, by its name. */
  public static boolean isCallFile(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".http") || name.endsWith(".rest");
  }

  /** Reads a file; one that cannot be read has a problem in line 0. */
  public static CallFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        return unread(
            file,
            "The file is larger than 64 MiB.",
            "Split it, or move long bodies into files of their own: < ./body.json.");
      }
      return parse(file, bytes);
    } catch (IOException e) {
      return unread(file, Unusable.reason(file, e), "Check its name and whether you may read it.");
    }
  }

  private static CallFile unread(Path file, String explanation, String remedy) {
    return new CallFile(file, List.of(), List.of(new FileProblem(file, 0, explanation, remedy)));
  }

  /** Reads bytes as if they came from that file; they must not change any more. */
  static CallFile parse(Path file, byte[] bytes) {
    FileText text = FileText.of(bytes);
    if (text.isWide()) {
      return unread(file, "The file is in UTF-16.", "Save it in UTF-8.");
    }
    List<FileCall> calls = new ArrayList<>();
    Problems problems = new Problems(file);
    Set<String> names = new HashSet<>();
    FileVariables variables = new FileVariables(names);
    int begin = 1;
    while (begin <= text.lines() && !problems.areMany()) {
      int end = begin + 1;
      while (end <= text.lines() && !text.isSeparator(end)) {
        end++;
      }
      if (calls.size() >= MOST_CALLS) {
        problems.add(
            begin, "The file has more than 10,000 requests.", "Split it into several files.");
        break;
      }
      new BlockReader(file, text, new FileCall.Lines(begin, end), variables, problems)
          .read()
          .ifPresent(
              call -> {
                names.add(call.name());
                calls.add(call);
              });
      begin = end;
    }
    return new CallFile(file, calls, problems.all());
  }

  /** The problems of one file, as many as are told. */
  static final class Problems {

    private final Path file;
    private final List<FileProblem> found = new ArrayList<>();

    Problems(Path file) {
      this.file = file;
    }

    void add(int line, String explanation, String remedy) {
      if (found.size() < MOST_PROBLEMS) {
        found.add(new FileProblem(file, line, explanation, remedy));
      }
    }

    /** Whether there are as many as are told: nobody reads on then. */
    boolean areMany() {
      return found.size() >= MOST_PROBLEMS;
    }

    List<FileProblem> all() {
      return List.copyOf(found);
    }
  }
}
