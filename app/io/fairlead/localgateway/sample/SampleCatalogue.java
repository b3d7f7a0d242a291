package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.registry.ImageDefinition;
import java.util.List;
import java.util.Map;

/** Which samples there are. */
public final class SampleCatalogue {

  /** The functions of a first start, by name, with their images. */
  public static final Map<String, String> STARTERS =
      Map.of(
          "echo", "samples/echo:1.1",
          "word-count", "samples/word-count:1.1",
          "banner", "samples/banner:1.1",
          "identicon", "samples/identicon:1.0");

  private static final List<String> TWO = List.of("1.0", "1.1");
  private static final List<String> ONE = List.of("1.0");

  private static final List<Entry> ENTRIES =
      List.of(
          entry(
              "echo",
              TWO,
              "Answers with what it was sent; ?echo=headers shows the whole request",
              Map.of(),
              new EchoSample()),
          entry(
              "env",
              TWO,
              "Prints the environment of the function and of the call",
              Map.of(),
              TextSamples::env),
          entry(
              "word-count",
              TWO,
              "Counts lines, words and bytes of the body",
              Map.of(),
              TextSamples::wordCount),
          entry(
              "hash",
              TWO,
              "Digests the body: ?algorithm=sha256, ?hmac=secret-name signs it",
              Map.of("algorithm", "sha256"),
              TextSamples::hash),
          entry(
              "banner",
              TWO,
              "Writes the body in big letters",
              Map.of("glyph", "#"),
              new BannerSample()),
          entry(
              "identicon",
              ONE,
              "Draws a PNG picture from the body or ?name=",
              Map.of("size", "240"),
              new IdenticonSample()),
          entry(
              "sleep",
              ONE,
              "Sleeps: ?ms=250, or the variable duration",
              Map.of("duration", "1s"),
              BehaviourSamples::sleep),
          entry(
              "status",
              ONE,
              "Answers with ?code=",
              Map.of("code", "200"),
              BehaviourSamples::status),
          entry(
              "flaky",
              TWO,
              "Fails the share of calls that failure_ratio names",
              Map.of("failure_ratio", "0.3"),
              BehaviourSamples::flaky),
          entry(
              "primes",
              ONE,
              "Counts the primes up to ?limit=, to keep a processor busy",
              Map.of("limit", "100000"),
              BehaviourSamples::primes),
          entry(
              "log-lines",
              TWO,
              "Writes ?lines= lines to the function's log",
              Map.of("lines", "10"),
              BehaviourSamples::logLines));

  private record Entry(ImageDefinition image, Sample sample) {}

  private SampleCatalogue() {}

  /** The images to build, without their content. */
  public static List<ImageDefinition> images() {
    return ENTRIES.stream().map(Entry::image).toList();
  }

  static Sample sample(String repository) {
    return ENTRIES.stream()
        .filter(entry -> entry.image().repository().equals(repository))
        .findFirst()
        .orElseThrow()
        .sample();
  }

  private static Entry entry(
      String name,
      List<String> versions,
      String description,
      Map<String, String> environment,
      Sample sample) {
    return new Entry(
        new ImageDefinition("samples/" + name, versions, name, description, environment), sample);
  }
}
