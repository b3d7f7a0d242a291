package io.fairlead.cli;

import io.fairlead.calls.probe.ProbeEnd;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeRequest;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of {@code probe}, and the plan that they make. */
@Command(
    name = "fairlead probe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Calls a URL again and again and says how long the answers took.")
final class ProbeWords {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final long MOST_BODY = 256L << 20;

  @Parameters(index = "0", arity = "0..1", paramLabel = "URL", description = "What is called.")
  @Nullable String url;

  @Option(
      names = "--method",
      paramLabel = "M",
      description = "The method: GET, or POST with a body.")
  @Nullable String method;

  @Option(names = "--body-file", paramLabel = "F", description = "A file that is the body.")
  @Nullable Path bodyFile;

  @Option(names = "-H", paramLabel = "'K: V'", description = "A header; may be given again.")
  List<String> headers = new ArrayList<>();

  @Option(names = "--rate", paramLabel = "R", description = "Calls per second, whatever comes.")
  @Nullable Double rate;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "So many workers, each of which calls again when it was answered.")
  @Nullable Integer workers;

  @Option(names = "--duration", paramLabel = "T", description = "How long: 500ms, 10s, 2m or 1h.")
  @Nullable String duration;

  @Option(names = "--count", paramLabel = "N", description = "So many calls instead.")
  @Nullable Long count;

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      description = "How long calls are made before any is counted.")
  @Nullable String warmUp;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "30s",
      description = "For one call (${DEFAULT-VALUE}).")
  String timeout = "30s";

  @Option(names = "--json", description = "Let the last line be one JSON object.")
  boolean json;

  @Option(
      names = "--yes",
      description =
          "Do not ask before more than 50 calls/s, or workers, call anything but this machine.")
  boolean yes;

  ProbePlan plan() throws WrongWords {
    return new ProbePlan(
        request(),
        load(),
        end(),
        warmUp == null ? Duration.ZERO : duration("--warm-up", warmUp),
        positive("--timeout", timeout),
        ProbePlan.Ceiling.DEFAULT);
  }

  private ProbeRequest request() throws WrongWords {
    if (url == null) {
      throw new WrongWords("A URL is missing: probe http://host:port/path.");
    }
    HttpUrl target = HttpUrl.parse(url);
    if (target == null) {
      // Not repeated: it may hold a password.
      throw new WrongWords("The URL cannot be read: write it like http://host:port/path.");
    }
    ByteString body = body();
    String usual = bodyFile == null ? "GET" : "POST";
    return new ProbeRequest(
        method == null ? usual : method.toUpperCase(Locale.ROOT), target, headers(), body);
  }

  private List<Header> headers() throws WrongWords {
    List<Header> read = new ArrayList<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon <= 0) {
        throw new WrongWords("-H wants a name, a colon and a value: -H 'Accept: text/plain'.");
      }
      read.add(new Header(header.substring(0, colon), header.substring(colon + 1).strip()));
    }
    return read;
  }

  private ByteString body() throws WrongWords {
    if (bodyFile == null) {
      return ByteString.EMPTY;
    }
    try {
      if (Files.size(bodyFile) > MOST_BODY) {
        throw new WrongWords(
            "--body-file " + bodyFile + " is larger than 256 MiB: take a smaller one.");
      }
      return ByteString.of(Files.readAllBytes(bodyFile));
    } catch (IOException e) {
      throw new WrongWords(
          "--body-file "
              + bodyFile
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "): name a file that exists and is yours to read.");
    }
  }

  private ProbeLoad load() throws WrongWords {
    if ((rate == null) == (workers == null)) {
      throw new WrongWords("Either --rate or --workers is wanted: --rate 10, or --workers 4.");
    }
    if (rate != null) {
      if (!(rate > 0) || rate > ProbePlan.Ceiling.DEFAULT.rate()) {
        throw new WrongWords("--rate lies above 0 and is at most 1000000 calls per second.");
      }
      return new ProbeLoad.Rate(rate);
    }
    if (workers == null || workers < 1 || workers > ProbePlan.Ceiling.DEFAULT.connections()) {
      throw new WrongWords("--workers is a number from 1 to 1000.");
    }
    return new ProbeLoad.Workers(workers);
  }

  private ProbeEnd end() throws WrongWords {
    if ((duration == null) == (count == null)) {
      throw new WrongWords(
          "Either --duration or --count is wanted: --duration 10s, or --count 100.");
    }
    if (duration != null) {
      return new ProbeEnd.After(positive("--duration", duration));
    }
    if (count == null || count < 1) {
      throw new WrongWords("--count is a number of at least 1.");
    }
    return new ProbeEnd.Count(count);
  }

  private static Duration positive(String option, String text) throws WrongWords {
    Duration read = duration(option, text);
    if (read.isZero()) {
      throw new WrongWords(option + " is longer than nothing: 500ms, 10s, 2m or 1h.");
    }
    return read;
  }

  private static Duration duration(String option, String text) throws WrongWords {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new WrongWords(option + " wants a number and a unit: 500ms, 10s, 2m or 1h.");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
