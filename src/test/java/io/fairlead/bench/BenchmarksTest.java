package io.fairlead.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private boolean run(Benchmark... benchmarks) throws IOException {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Benchmarks(List.of(benchmarks), out).run(report());
  }

  private Path report() {
    return folder.resolve("target/bench.json");
  }

  private static Benchmark of(String group, Callable<List<Measurement>> work) {
    return new Benchmark() {
      @Override
      public String group() {
        return group;
      }

      @Override
      public List<Measurement> run() throws Exception {
        return work.call();
      }
    };
  }

  @Test
  void figuresAreWrittenWithTheirLimits() throws IOException {
    boolean complete =
        run(
            of(
                "table",
                () ->
                    List.of(
                        new Measurement("update", 4.6, "ms", 6, true, "median"),
                        new Measurement("slow", 7, "ms", 6, true, "median"),
                        new Measurement("calls", 900, "1/s", 1_000, false, "10 s"),
                        Measurement.withoutLimit("rows", 10_000, "", "counted"))));

    assertThat(complete).as("a figure out of its limit fails nothing").isTrue();
    JsonNode report = new ObjectMapper().readTree(report().toFile());
    assertThat(report).hasSize(4);
    assertThat(report.get(0).toString())
        .isEqualTo(
            "{\"name\":\"table: update\",\"value\":4.6,\"unit\":\"ms\",\"limit\":6.0,"
                + "\"within\":true,\"how\":\"median\"}");
    assertThat(report.get(1).get("within").asBoolean()).isFalse();
    assertThat(report.get(2).get("within").asBoolean()).isFalse();
    assertThat(report.get(3).get("limit").isNull()).isTrue();
    assertThat(report.get(3).get("within").asBoolean()).isTrue();
  }

  @Test
  void theTableIsAlignedAndMarksWhatIsOutOfItsLimit() throws IOException {
    run(of("table", () -> List.of(new Measurement("slow", 7.25, "ms", 6, true, "median of 5"))));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(1))
        .containsExactly(
            "name         value  unit  limit  within  how",
            "table: slow   7.25  ms     <= 6  NO      median of 5");
  }

  @Test
  void aBenchmarkThatThrowsIsALineAndTheOthersAreMeasured() throws IOException {
    boolean complete =
        run(
            of(
                "broken",
                () -> {
                  throw new IllegalStateException("no display");
                }),
            of("fine", () -> List.of(Measurement.withoutLimit("x", 1, "ms", "once"))));

    assertThat(complete).isFalse();
    JsonNode report = new ObjectMapper().readTree(report().toFile());
    assertThat(report.get(0).get("name").asText()).isEqualTo("broken");
    assertThat(report.get(0).get("within").asBoolean()).isFalse();
    assertThat(report.get(0).get("how").asText()).contains("did not run").contains("no display");
    assertThat(report.get(1).get("name").asText()).isEqualTo("fine: x");
  }

  @Test
  void startUpIsReadFromTheProgramsOwnLine() throws Exception {
    List<Measurement> figures = new StartupBench(jarOf(Punctual.class)).run();

    assertThat(figures).extracting(Measurement::value).containsExactly(321.0, 321.0);
    assertThat(figures).extracting(Measurement::hasLimit).containsExactly(true, false);
  }

  @Test
  void aProgramWithoutFirstFrameIsSaidSo() throws Exception {
    Path jar = jarOf(Silent.class);

    assertThatThrownBy(() -> new StartupBench(jar).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no first frame")
        .hasMessageContaining("nothing to show");
  }

  private Path jarOf(Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    Path jar = folder.resolve("program.jar");
    String entry = main.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = main.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(in).transferTo(out);
    }
    return jar;
  }

  /** Stands for the program: shows its frame when it was told how. */
  static final class Punctual {
    public static void main(String[] arguments) {
      boolean told =
          Boolean.getBoolean("fairlead.exitAtFirstFrame")
              && arguments.length == 2
              && arguments[0].equals("--data")
              && Files.isDirectory(Path.of(arguments[1]));
      System.out.println(told ? "first frame 321 ms" : "called wrongly");
    }
  }

  /** Stands for a program that ends without a frame. */
  static final class Silent {
    public static void main(String[] arguments) {
      System.out.println("nothing to show");
    }
  }
}
