package io.fairlead.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, with this build's classes and no display. */
public final class FairleadProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How it ended. */
  public record Ended(int code, String out, String err) {

    /** The lines of its errors. */
    public List<String> complaints() {
      return err.lines().toList();
    }
  }

  private final Process process;
  private final Path out;
  private final Path err;

  private FairleadProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the program with these words. */
  public static FairleadProcess start(String... words) throws IOException {
    return start(Map.of(), List.of(), words);
  }

  /**
   * Starts the program.
   *
   * @param environment beside this process' own, from which the displays are taken
   * @param flags of its virtual machine
   */
  public static FairleadProcess start(
      Map<String, String> environment, List<String> flags, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.fairlead.boot.Main");
    command.addAll(List.of(words));
    Path out = Files.createTempFile("fairlead-out", ".txt");
    Path err = Files.createTempFile("fairlead-err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    return new FairleadProcess(builder.start(), out, err);
  }

  /** Starts the program and waits until it has ended by itself. */
  public static Ended run(String... words) throws IOException {
    try (FairleadProcess program = start(words)) {
      return program.awaitEnd(PATIENCE);
    }
  }

  /** Waits until it has ended by itself. */
  public Ended awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("no end within " + limit + ": " + output() + read(err));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new Ended(process.exitValue(), output(), read(err));
  }

  /** Its first whole line of output. */
  public String firstLine() {
    Await.until(
        "a line of output, or the end",
        PATIENCE,
        () -> output().contains("\n") || !process.isAlive());
    return output().lines().findFirst().orElseThrow(() -> new AssertionError(read(err)));
  }

  /** What it has printed so far. */
  public String output() {
    return read(out);
  }

  /** Asks it to end, as a system that shuts down does. */
  public void terminate() {
    process.destroy();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
