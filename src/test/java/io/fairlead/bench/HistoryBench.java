package io.fairlead.bench;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.calls.history.HistoryPage;
import io.fairlead.calls.history.HistoryQuery;
import io.fairlead.calls.history.HistoryRow;
import io.fairlead.calls.history.MadeCall;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import okio.ByteString;

/**
 * What a search in a long history takes, whatever is looked for, and what the history costs: its
 * opening and its heap. The bodies are words of a made-up language, so that most triples of letters
 * occur somewhere.
 */
final class HistoryBench implements Benchmark {

  private static final int ROUNDS = 5;
  private static final List<String> TEXTS =
      List.of(
          "needle-in-the-haystack",
          "lorem",
          "a",
          "zq",
          "~",
          "xqj",
          "no such text anywhere",
          "eaiontrs",
          "tier nsa",
          "жук",
          "ж",
          "ÜBERGRÖSSE",
          "x-call-nr: 4711",
          "content-type");

  private final int calls;
  private final List<String> words = new ArrayList<>();

  /** Over that many calls. */
  HistoryBench(int calls) {
    this.calls = calls;
  }

  @Override
  public String group() {
    return "history";
  }

  @Override
  public List<Measurement> run() throws Exception {
    Path folder = Files.createTempDirectory("fairlead-history-bench");
    try {
      double writing = fill(folder);
      long before = heap();
      try (CallHistory history = open(folder)) {
        long begin = System.nanoTime();
        history.open();
        double opening = (System.nanoTime() - begin) / 1e6;
        if (history.size() != calls) {
          throw new IllegalStateException(history.size() + " calls instead of " + calls);
        }
        double megabytes = (heap() - before) / 1e6;
        return figures(history, writing, opening, megabytes, size(folder));
      }
    } finally {
      delete(folder);
    }
  }

  private List<Measurement> figures(
      CallHistory history, double writing, double opening, double megabytes, double onDisk) {
    String how =
        String.format(
            Locale.ROOT,
            "%,d calls, %.0f MB on disk, written at %.2f ms a call",
            calls,
            onDisk,
            writing);
    List<Measurement> figures = new ArrayList<>();
    figures.add(new Measurement("opened", opening, "ms", 1000, true, how));
    figures.add(new Measurement("heap of an open history", megabytes, "MB", 48, true, how));
    for (String text : TEXTS) {
      figures.add(slowest(history, "text “" + text + "”", HistoryQuery.ofText(text)));
    }
    figures.add(slowest(history, "status 5xx", HistoryQuery.ALL.withStatus(status("5xx"))));
    figures.add(slowest(history, "function", HistoryQuery.ALL.withFunction("function-17")));
    figures.add(
        slowest(
            history,
            "function, status and absent text",
            HistoryQuery.ofText("xqj").withFunction("function").withStatus(status("200"))));
    return figures;
  }

  private static HistoryQuery.Status status(String text) {
    return HistoryQuery.Status.parse(text).orElseThrow();
  }

  private Measurement slowest(CallHistory history, String name, HistoryQuery query) {
    Samples samples = new Samples();
    HistoryPage page = HistoryPage.EMPTY;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      page = history.search(query, 200);
      samples.add((System.nanoTime() - begin) / 1e6);
    }
    String how =
        String.format(
            Locale.ROOT,
            "%,d calls, slowest of %d searches, the first included; median %.1f ms, %d found",
            calls,
            ROUNDS,
            samples.median(),
            page.rows().stream().map(HistoryRow::id).distinct().count());
    return new Measurement("search for " + name, samples.maximum(), "ms", 200, true, how);
  }

  private double fill(Path folder) {
    Random random = new Random(11);
    for (int i = 0; i < 4000; i++) {
      StringBuilder word = new StringBuilder();
      for (int left = 3 + random.nextInt(8); left > 0; left--) {
        word.append("eeeaaiionnrsttldumcpgbfhvyw".charAt(random.nextInt(27)));
      }
      words.add(word.toString());
    }
    long begin = System.nanoTime();
    try (CallHistory history = open(folder)) {
      history.open();
      for (int i = 0; i < calls; i++) {
        history.record(made(i, random));
        if (i % 500 == 499 && !history.awaitWritten(Duration.ofMinutes(1))) {
          throw new IllegalStateException("the writer does not keep up");
        }
      }
      history.awaitWritten(Duration.ofMinutes(1));
    }
    return (System.nanoTime() - begin) / 1e6 / calls;
  }

  private MadeCall made(int i, Random random) {
    CallSpec spec =
        CallSpec.of(new FunctionRef(new GatewayId("bench"), "openfaas-fn", "function-" + i % 50))
            .withPath("/orders/" + i)
            .withQuery("page=" + random.nextInt(100))
            .withHeaders(
                List.of(new Header("X-Call-Nr", "" + i), new Header("Accept", "application/json")))
            .withBody(text(random, 300));
    String extra =
        i % 9973 == 5 ? " needle-in-the-haystack" : i % 777 == 3 ? " übergröße жуки" : " lorem";
    ByteString body = ByteString.encodeUtf8(text(random, 900) + extra);
    return new MadeCall(
        Instant.now(),
        new HistoryEntry.Origin("Bench", "bench", "http://127.0.0.1:8080"),
        spec,
        MadeCall.Sample.NONE,
        Optional.of(
            new MadeCall.Reply(
                i % 40 == 0 ? 503 : 200,
                List.of(
                    new Header("Content-Type", "text/plain; charset=utf-8"),
                    new Header("Date", "Wed, 25 Nov 2026 07:00:00 GMT"),
                    new Header("X-Duration-Seconds", "0.0" + random.nextInt(100_000)),
                    new Header("X-Call-Id", new java.util.UUID(random.nextLong(), i).toString())),
                new MadeCall.Sample(body, body.size()),
                "")),
        Optional.empty(),
        Producer.FUNCTION,
        Duration.ofMillis(random.nextInt(500)),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return text.toString();
  }

  private static CallHistory open(Path folder) {
    return CallHistory.in(folder, InstantSource.system(), (delay, task) -> {});
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long size = 0;
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
      return size / 1e6;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
