package io.fairlead.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long the program takes from the start of its process to its first frame, by its own line
 * {@code first frame N ms}.
 */
final class StartupBench implements Benchmark {

  private static final int RUNS = 5;
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern FIRST_FRAME = Pattern.compile("first frame (?<ms>[0-9]+) ms");

  private final Path jar;

  StartupBench(Path jar) {
    this.jar = jar.toAbsolutePath();
  }

  @Override
  public String group() {
    return "startup";
  }

  @Override
  public List<Measurement> run() throws Exception {
    Path folder = Files.createTempDirectory("startup-bench");
    try {
      Samples plain = measure(folder, List.of());
      Path cache = folder.resolve("fairlead.aot");
      start(folder, List.of("-XX:AOTCacheOutput=" + cache));
      if (!Files.exists(cache)) {
        throw new IOException("the training run left no " + cache);
      }
      Samples cached = measure(folder, List.of("-XX:AOTCache=" + cache));
      return List.of(
          new Measurement(
              "first frame", plain.median(), "ms", 2_000, true, how(plain, "the JDK's own CDS")),
          Measurement.withoutLimit(
              "first frame with AOT cache",
              cached.median(),
              "ms",
              how(cached, "an AOT cache from one training run; the aim is 800 ms")));
    } finally {
      deleteTree(folder);
    }
  }

  private static String how(Samples samples, String with) {
    return String.format(
        Locale.ROOT,
        "median of %d fresh processes with %s, process start to first frame; %.0f to %.0f",
        samples.count(),
        with,
        samples.minimum(),
        samples.maximum());
  }

  private Samples measure(Path folder, List<String> flags) throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < RUNS; i++) {
      samples.add(start(folder, flags));
    }
    return samples;
  }

  /** Starts the program on an empty data folder and gives back its milliseconds. */
  private double start(Path folder, List<String> flags) throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(displayFlags());
    command.add("-Dfairlead.exitAtFirstFrame=true");
    command.addAll(List.of("-jar", jar.toString(), "--data", data.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Matcher line = FIRST_FRAME.matcher(text);
    if (!ended || process.exitValue() != 0 || !line.find()) {
      throw new IOException(
          (ended ? "exit " + process.exitValue() : "no end in " + PATIENCE_SECONDS + " s")
              + (FIRST_FRAME.matcher(text).find() ? "" : ", no first frame")
              + ": "
              + text.strip());
    }
    return Double.parseDouble(line.group("ms"));
  }

  /** A real display where Linux has one; else the platform that needs none. */
  private static List<String> displayFlags() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    return linux && System.getenv("DISPLAY") != null
        ? List.of("-Dprism.order=sw")
        : List.of("-Dglass.platform=Headless", "-Dprism.order=sw");
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
