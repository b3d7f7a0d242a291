package io.fairlead.cli;

import io.fairlead.calls.file.CallFile;
import io.fairlead.calls.file.CallFileReader;
import io.fairlead.calls.file.Environment;
import io.fairlead.calls.file.Environments;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.files.Unusable;
import io.fairlead.session.FileRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be run: the files, each once, and their environments. Blocks for the disk. */
final class CallPlan {

  private static final int MOST_FILES = 10_000;

  /** One file and what holds for it. */
  record Part(CallFile file, Environment environment) {}

  private final List<Part> parts = new ArrayList<>();
  private final Set<FileProblem> problems = new LinkedHashSet<>();

  private CallPlan() {}

  /**
   * Reads all of it; sends nothing.
   *
   * @param environment the chosen one, which at least one of the files must have
   */
  static CallPlan read(List<Path> places, @Nullable String environment) throws WrongWords {
    CallPlan plan = new CallPlan();
    Map<Path, Path> files = files(places);
    FileProblem missing = null;
    boolean found = false;
    for (Map.Entry<Path, Path> each : files.entrySet()) {
      Path file = each.getKey();
      CallFile read = CallFileReader.read(file);
      Path folder = file.toAbsolutePath().getParent();
      Environments all = Environments.of(folder == null ? file : folder, each.getValue());
      Optional<Environment> chosen = environment == null ? Optional.empty() : all.find(environment);
      if (environment != null && chosen.isEmpty() && missing == null) {
        missing = all.missing(environment);
      }
      found |= chosen.isPresent();
      plan.problems.addAll(read.problems());
      plan.problems.addAll(all.problems());
      plan.parts.add(new Part(read, chosen.orElseGet(all::none)));
    }
    if (missing != null && !found) {
      plan.problems.add(missing);
    }
    if (plan.problems.isEmpty()
        && plan.parts.stream().allMatch(part -> part.file().calls().isEmpty())) {
      throw new WrongWords("There is no request in " + shown(places) + ": nothing was run.");
    }
    return plan;
  }

  List<Part> parts() {
    return parts;
  }

  /** What cannot be read, and what could not be sent as it is written. */
  List<FileProblem> problems(FileRun run) {
    Set<FileProblem> all = new LinkedHashSet<>(problems);
    for (Part part : parts) {
      for (FileCall call : problems.isEmpty() ? part.file().calls() : List.<FileCall>of()) {
        all.addAll(run.check(call, part.environment()));
      }
    }
    return List.copyOf(all);
  }

  private static String shown(List<Path> places) {
    return String.join(", ", places.stream().limit(3).map(Path::toString).toList())
        + (places.size() > 3 ? ", …" : "");
  }

  /** Each file once, in the order in which they are named, with the folder that was opened. */
  private static Map<Path, Path> files(List<Path> places) throws WrongWords {
    Map<Path, Path> files = new LinkedHashMap<>();
    Set<Path> seen = new HashSet<>();
    for (Path place : places) {
      try {
        if (Files.isDirectory(place)) {
          for (Path file : below(place)) {
            if (seen.add(file.toRealPath())) {
              files.put(file, place);
            }
          }
        } else if (seen.add(place.toRealPath())) {
          files.put(place, opened(place));
        }
      } catch (IOException e) {
        throw new WrongWords(place + ": " + Unusable.reason(place, e));
      }
      if (files.size() > MOST_FILES) {
        throw new WrongWords(
            "There are more than 10,000 files in " + shown(places) + ": name fewer.");
      }
    }
    return files;
  }

  /** A file's environments may lie above it, up to where the command was given. */
  private static Path opened(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null || folder.startsWith(here) ? here : folder;
  }

  /** The files of calls of a folder and of those in it, hidden ones left out, in order. */
  private static Set<Path> below(Path folder) throws IOException {
    Set<Path> files = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            boolean hidden = !each.equals(folder) && each.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
            if (CallFileReader.isCallFile(each) && Files.isRegularFile(each)) {
              files.add(each);
            }
            return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
