package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted by google-java-format. {@code mvn test -Dtest=FormatTest
 * -DargLine=-Dformat=apply} formats them instead.
 */
class FormatTest {

  private static final Path FORMATTER = Path.of("target", "tools", "formatter.jar");

  @Test
  void everySourceFileIsFormatted() throws Exception {
    boolean apply = "apply".equals(System.getProperty("format"));
    Path files = Files.createTempFile("sources", ".args");
    Files.write(files, sources());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(FORMATTER.toString());
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.add("@" + files);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    int exit = process.waitFor();
    Files.delete(files);
    assertThat(exit).as("unformatted files:%n%s", output).isZero();
  }

  private static List<String> sources() throws IOException {
    List<String> found = new ArrayList<>();
    for (String root : List.of("app", "src/test/java")) {
      try (Stream<Path> tree = Files.walk(Path.of(root))) {
        tree.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }
}
