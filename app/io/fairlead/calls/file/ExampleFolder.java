package io.fairlead.calls.file;

import io.fairlead.files.AtomicFile;
import io.fairlead.files.Unusable;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes an example of call files for a gateway's functions. Blocks. */
public final class ExampleFolder {

  private static final int MOST_FUNCTIONS = 12;
  private static final String ENVIRONMENTS =
      """
      {
        "dev": {
          "greeting": "ahoy"
        },
        "production": {
          "greeting": "good morning"
        }
      }
      """;
  private static final String HEAD =
      """
      # Calls of functions as text. IntelliJ's HTTP client and VS Code's REST Client read this file too;
      # what only Fairlead understands stands in comments: # @expect, # @async, # @follow.
      # {{gateway}} is the chosen gateway; {{greeting}} comes from http-client.env.json.
      """;

  private ExampleFolder() {}

  /**
   * Writes {@code functions.http} and {@code http-client.env.json}; files that are there are left
   * alone, and then nothing is written.
   *
   * @param functions of the gateway, which the example calls; may be none
   * @return the call file
   */
  public static Outcome<Path> write(Path folder, List<FunctionRef> functions) {
    Path calls = folder.resolve("functions.http");
    Path environments = folder.resolve(Environments.PUBLIC_FILE);
    for (Path file : List.of(calls, environments)) {
      if (Files.exists(file)) {
        return Outcome.failed(
            rejected(file, "There is such a file already.", "Choose an empty folder."));
      }
    }
    try {
      AtomicFile.write(environments, ENVIRONMENTS);
      AtomicFile.write(calls, text(functions));
      return Outcome.ok(calls);
    } catch (IOException e) {
      return Outcome.failed(
          rejected(calls, Unusable.reason(calls, e), "Choose a folder that you may write into."));
    }
  }

  private static Failure rejected(Path file, String explanation, String remedy) {
    return new Failure.Rejected("Write an example", file.toString(), 0, explanation, remedy, "");
  }

  private static String text(List<FunctionRef> functions) {
    StringBuilder text = new StringBuilder(HEAD);
    List<FunctionRef> shown = functions.stream().limit(MOST_FUNCTIONS).toList();
    if (shown.isEmpty()) {
      text.append("\n### gateway is there\n# @expect status 200\nGET {{gateway}}/healthz\n");
    }
    for (FunctionRef function : shown) {
      text.append("\n### ").append(function.name()).append('\n');
      text.append("# @expect status 200\n# @expect time < 5s\n");
      text.append("POST ").append(url(function)).append('\n');
      text.append("Content-Type: text/plain\n\n{{greeting}}\n");
    }
    shown.stream()
        .filter(function -> function.name().equals("echo"))
        .findFirst()
        .or(() -> shown.stream().findFirst())
        .ifPresent(one -> text.append(queued(one)));
    return text.toString();
  }

  /** Of one function, as every call of a queue has its effects. */
  private static String queued(FunctionRef function) {
    return "\n### "
        + function.name()
        + " later\n# Queued: the result is waited for, and the expectations are of it.\n# @async\n"
        + "# @expect status 200\nPOST "
        + url(function)
        + "\nContent-Type: text/plain\n\n{{greeting}}\n";
  }

  private static String url(FunctionRef function) {
    return "{{gateway}}/function/" + function.qualifiedName();
  }
}
