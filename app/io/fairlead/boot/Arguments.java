package io.fairlead.boot;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the program. */
@Command(
    name = "fairlead",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "A desktop console for OpenFaaS.",
      "Without options it opens its window, connected to its own embedded gateway."
    })
final class Arguments {

  /** Which themes the pictures are taken in. */
  enum PictureTheme {
    light,
    dark,
    both
  }

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Open the console on this gateway instead of the embedded one.")
  @Nullable String connect;

  @Option(
      names = "--user",
      paramLabel = "USER",
      defaultValue = "admin",
      description = "User of that gateway (${DEFAULT-VALUE}).")
  String user = "admin";

  @Option(
      names = "--metrics-url",
      paramLabel = "URL",
      description = "That gateway's page of metrics, usually on port 8082.")
  @Nullable String metricsUrl;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "With --connect: the file that holds the password. Otherwise: where the embedded gateway"
              + " keeps its own.")
  @Nullable Path passwordFile;

  @Option(
      names = "--callback-bind",
      paramLabel = "HOST:PORT",
      description =
          "With --connect: where this machine listens for results of asynchronous calls; * for all"
              + " of its addresses.")
  @Nullable String callbackBind;

  @Option(
      names = "--callback-url",
      paramLabel = "URL",
      description =
          "With --connect: the URL under which that gateway's cluster reaches --callback-bind, for"
              + " example http://host.k3d.internal:9777.")
  @Nullable String callbackUrl;

  @Option(
      names = "--local-gateway",
      description = "Run the embedded gateway alone, with no window, until it is stopped.")
  boolean localGateway;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the embedded gateway; 0 means any free one.")
  int port;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of its metrics; 0 means any free one.")
  int metricsPort;

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "Write a picture of every screen into this folder, with no display, and exit.")
  @Nullable Path snapshot;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      defaultValue = "both",
      description = "Theme of the pictures: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  PictureTheme theme = PictureTheme.both;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1280x800",
      description = "Size of the pictures, from 1000x700 to 1920x1080 (${DEFAULT-VALUE}).")
  String size = "1280x800";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep all of the program's files there.")
  @Nullable Path data;

  /** What contradicts what; empty when the arguments make sense together. */
  List<String> contradictions() {
    if (localGateway && (connect != null || snapshot != null)) {
      return List.of("--local-gateway runs alone: leave out --connect and --snapshot.");
    }
    if (connect == null && (callbackBind != null || callbackUrl != null)) {
      return List.of("--callback-bind and --callback-url belong to a gateway named by --connect.");
    }
    for (int one : new int[] {port, metricsPort}) {
      if (one < 0 || one > 65_535) {
        return List.of("A port lies between 0 and 65535; " + one + " does not.");
      }
    }
    if (!size.matches("\\d{3,4}x\\d{3,4}")) {
      return List.of("--size is WIDTHxHEIGHT, for example 1280x800, not " + size + ".");
    }
    if (width() < 1000 || width() > 1920 || height() < 700 || height() > 1080) {
      return List.of("--size lies between 1000x700 and 1920x1080; " + size + " does not.");
    }
    return List.of();
  }

  int width() {
    return Integer.parseInt(size.substring(0, size.indexOf('x')));
  }

  int height() {
    return Integer.parseInt(size.substring(size.indexOf('x') + 1));
  }
}
