package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An engine whose answers a test writes. Of a file, each line is a request "NAME TARGET"; a line "!
 * WORDS" is a problem.
 */
final class ScriptedEngine implements CallEngine {

  /** What was run, in its order: "NAME in ENVIRONMENT at GATEWAY". */
  final List<String> ran = new CopyOnWriteArrayList<>();

  /** What a request comes to, by its name. */
  final Map<String, Function<Scope, Ran>> answers = new ConcurrentHashMap<>();

  /** The environments. */
  volatile EnvironmentReading environments = EnvironmentReading.NONE;

  /** How often files were read. */
  final List<Path> read = new CopyOnWriteArrayList<>();

  @Override
  public FileReading read(Path file) {
    read.add(file);
    List<RequestFacts> requests = new ArrayList<>();
    List<FileProblem> problems = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String[] words = lines.get(i).split(" ", 2);
        String target = words.length > 1 ? words[1] : "";
        if (words[0].equals("!")) {
          problems.add(new FileProblem(file, i + 1, target, "Mend it."));
        } else {
          requests.add(
              new RequestFacts(
                  new RequestKey(file, words[0], 0),
                  i + 1,
                  "GET",
                  target,
                  target.contains("async"),
                  1,
                  target.hashCode()));
        }
      }
    } catch (IOException e) {
      problems.add(new FileProblem(file, 0, e.toString(), ""));
    }
    return new FileReading(requests, problems);
  }

  @Override
  public EnvironmentReading environments(Path folder, List<Path> files) {
    return environments;
  }

  @Override
  public Run begin(Path folder, String environment, GatewaySession gateway, Scope scope) {
    return key -> {
      ran.add(key.name() + " in " + environment + " at " + gateway.connection().name());
      return answers.get(key.name()).apply(scope);
    };
  }
}
