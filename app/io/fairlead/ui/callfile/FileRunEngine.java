package io.fairlead.ui.callfile;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.file.CallFile;
import io.fairlead.calls.file.CallFileReader;
import io.fairlead.calls.file.Environment;
import io.fairlead.calls.file.Environments;
import io.fairlead.calls.file.Expectation;
import io.fairlead.calls.file.FileBody;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.model.Failure;
import io.fairlead.net.Scope;
import io.fairlead.session.FileOutcome;
import io.fairlead.session.FileRun;
import io.fairlead.session.GatewaySession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Call files as this program reads them, run through the session of a gateway. */
public final class FileRunEngine implements CallEngine {

  private final AsyncInbox inbox;

  /**
   * An engine.
   *
   * @param inbox where the results of asynchronous requests arrive
   */
  public FileRunEngine(AsyncInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public FileReading read(Path file) {
    CallFile read = CallFileReader.read(file);
    List<RequestFacts> requests = new ArrayList<>();
    byKey(read).forEach((key, call) -> requests.add(facts(key, call)));
    return new FileReading(requests, read.problems());
  }

  private static RequestFacts facts(RequestKey key, FileCall call) {
    return new RequestFacts(
        key,
        call.line(),
        call.method(),
        call.target(),
        call.async(),
        call.expectations().size(),
        fingerprint(call));
  }

  /** Of what is sent and expected, not of where it stands: lines move when others are edited. */
  private static long fingerprint(FileCall call) {
    List<Object> text = new ArrayList<>();
    text.addAll(List.of(call.method(), call.target(), call.headers(), call.timeout()));
    text.addAll(List.of(call.async(), call.follow()));
    for (FileBody.Piece piece : call.body().pieces()) {
      text.add(
          switch (piece) {
            case FileBody.Text(int _, String lines) -> lines;
            case FileBody.Include(int _, String path, boolean filled, String charset) ->
                List.of(path, filled, charset);
          });
    }
    call.expectations().stream().map(Expectation::text).forEach(text::add);
    return text.hashCode();
  }

  private static Map<RequestKey, FileCall> byKey(CallFile file) {
    Map<RequestKey, FileCall> calls = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (FileCall call : file.calls()) {
      int occurrence = seen.merge(call.name(), 1, Integer::sum) - 1;
      calls.put(new RequestKey(file.path(), call.name(), occurrence), call);
    }
    return calls;
  }

  @Override
  public EnvironmentReading environments(Path folder, List<Path> files) {
    Set<String> names = new TreeSet<>();
    Set<FileProblem> problems = new LinkedHashSet<>();
    Set<Path> folders = new LinkedHashSet<>();
    files.forEach(file -> folders.add(Optional.ofNullable(file.getParent()).orElse(folder)));
    for (Path each : folders) {
      Environments found = Environments.of(each, folder);
      names.addAll(found.names());
      problems.addAll(found.problems());
    }
    return new EnvironmentReading(List.copyOf(names), List.copyOf(problems));
  }

  @Override
  public Run begin(Path folder, String environment, GatewaySession gateway, Scope scope) {
    FileRun run = new FileRun(gateway, inbox);
    Map<Path, Map<RequestKey, FileCall>> files = new HashMap<>();
    Map<Path, Environments> environments = new HashMap<>();
    return key -> {
      FileCall call =
          files.computeIfAbsent(key.file(), file -> byKey(CallFileReader.read(file))).get(key);
      if (call == null) {
        return Ran.failed(gone(key));
      }
      Path parent = Optional.ofNullable(key.file().getParent()).orElse(folder);
      Environments around =
          environments.computeIfAbsent(parent, each -> Environments.of(each, folder));
      Optional<Environment> values =
          environment.isEmpty() ? Optional.of(around.none()) : around.find(environment);
      return values
          .map(found -> run(run, call, found, scope))
          .orElseGet(() -> Ran.failed(notSent(key.name(), around.missing(environment))));
    };
  }

  private static Ran run(FileRun run, FileCall call, Environment environment, Scope scope) {
    List<FileProblem> problems = run.check(call, environment);
    if (!problems.isEmpty()) {
      return Ran.failed(notSent(call.name(), problems.getFirst()));
    }
    FileOutcome came = run.run(call, environment, scope);
    return new Ran(came.reply(), came.failure(), came.verdicts(), came.hops(), came.notes());
  }

  private static Failure gone(RequestKey key) {
    return new Failure.NotFound(
        "Run " + key.name(), key.file().toString(), "The request is no longer in the file.", "");
  }

  private static Failure notSent(String name, FileProblem problem) {
    String where =
        problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file().toString();
    return new Failure.Rejected(
        "Run " + name, where, 0, problem.explanation(), problem.remedy(), "");
  }
}
