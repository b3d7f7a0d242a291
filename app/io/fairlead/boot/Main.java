package io.fairlead.boot;

import io.fairlead.cli.ProbeCommand;
import io.fairlead.cli.RunCommand;
import io.fairlead.files.DataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Starts Fairlead: the window, the embedded gateway alone, or the pictures. */
public final class Main {

  /** Exit code of a program that could not begin. */
  static final int CANNOT_START = 2;

  private Main() {}

  /** The entry of the program. */
  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    command(words, out);
    Arguments arguments = new Arguments();
    CommandLine line = new CommandLine(arguments).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      line.parseArgs(words);
    } catch (CommandLine.ParameterException e) {
      System.err.println(e.getMessage());
      System.err.println("Try --help.");
      System.exit(CANNOT_START);
    }
    if (line.isUsageHelpRequested()) {
      line.usage(out);
      return;
    }
    if (line.isVersionHelpRequested()) {
      line.printVersionHelp(out);
      return;
    }
    List<String> contradictions = arguments.contradictions();
    if (!contradictions.isEmpty()) {
      contradictions.forEach(System.err::println);
      System.exit(CANNOT_START);
    }
    run(arguments, out);
  }

  /** Runs what needs no window, and ends. */
  private static void command(String[] words, PrintStream out) {
    String command = words.length > 0 ? words[0] : "";
    String[] rest = words.length > 0 ? Arrays.copyOfRange(words, 1, words.length) : words;
    if (command.equals("run")) {
      System.exit(new RunCommand(out, System.err).run(rest));
    }
    if (command.equals("probe")) {
      System.exit(ProbeCommand.onTerminal(out, System.err).run(rest));
    }
  }

  private static void run(Arguments arguments, PrintStream out) {
    try {
      Path data = dataFolder(arguments);
      LogFile.open(data);
      if (arguments.localGateway) {
        LocalGatewayRun.run(arguments, data, out);
      } else if (arguments.snapshot != null) {
        SnapshotRun.run(arguments, arguments.snapshot, data, out);
        if (arguments.data == null) {
          delete(data);
        }
        System.exit(0);
      } else {
        WindowRun.run(arguments, data, out);
      }
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
    } catch (IOException e) {
      System.err.println(StartFailure.sentence(e));
      System.exit(CANNOT_START);
    }
  }

  /** Deletes the folder of a console that is not opened again; what is still in use stays. */
  static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException _) {
      // A log that is still open on Windows: the system empties its temporary folder itself.
    }
  }

  /** Pictures are taken of a fresh console, unless a folder is named. */
  private static Path dataFolder(Arguments arguments) throws IOException {
    if (arguments.data != null) {
      return arguments.data.toAbsolutePath();
    }
    return arguments.snapshot != null
        ? Files.createTempDirectory("fairlead-snapshot")
        : DataFolder.ofThisSystem();
  }
}
