package io.fairlead.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs every benchmark, prints a table and writes {@code bench.json}: an array of objects {@code
 * name}, {@code value}, {@code unit}, {@code limit} (null without one), {@code within} and {@code
 * how}. A figure outside its limit is marked and fails nothing; a benchmark that throws becomes a
 * line that says so, and makes the run end with 1.
 */
public final class Benchmarks {

  private final List<Benchmark> benchmarks;
  private final PrintStream out;

  Benchmarks(List<Benchmark> benchmarks, PrintStream out) {
    this.benchmarks = List.copyOf(benchmarks);
    this.out = out;
  }

  /** Arguments: where to write {@code bench.json}, and the program's jar. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: Benchmarks <bench.json> <fairlead.jar>");
      System.exit(2);
    }
    Path jar = Path.of(arguments[1]);
    List<Benchmark> all =
        List.of(
            new StartupBench(jar),
            new TableBench(),
            new ChartBench(),
            new CallBench(),
            new InboxBench(1_000),
            new ProbeBench(),
            new HistoryBench(100_000),
            new TextBench(),
            new LocalGatewayBench());
    boolean complete = new Benchmarks(all, System.out).run(Path.of(arguments[0]));
    // A toolkit thread that a benchmark left running must not keep the build waiting.
    System.exit(complete ? 0 : 1);
  }

  /** Runs all; tells whether none threw. */
  boolean run(Path report) throws IOException {
    List<Line> lines = new ArrayList<>();
    boolean complete = true;
    for (Benchmark benchmark : benchmarks) {
      out.println("measuring " + benchmark.group() + " ...");
      try {
        for (Measurement measurement : benchmark.run()) {
          lines.add(Line.of(benchmark.group(), measurement));
        }
      } catch (Exception | AssertionError e) {
        // Whatever one benchmark does, the others are measured and the report is written.
        complete = false;
        lines.add(Line.failed(benchmark.group(), e));
        e.printStackTrace(out);
      }
    }
    print(lines);
    write(report, lines);
    return complete;
  }

  /** A row of the table and an object of the report. */
  private record Line(
      String name,
      Double value,
      String unit,
      Double limit,
      boolean atMost,
      boolean within,
      String how) {

    static Line of(String group, Measurement figure) {
      return new Line(
          group + ": " + figure.name(),
          figure.value(),
          figure.unit(),
          figure.hasLimit() ? figure.limit() : null,
          figure.atMost(),
          figure.within(),
          figure.how());
    }

    static Line failed(String group, Throwable cause) {
      return new Line(group, null, "", null, true, false, "did not run: " + cause);
    }

    List<String> cells() {
      return List.of(
          name,
          value == null ? "-" : number(value),
          unit,
          limit == null ? "-" : (atMost ? "<= " : ">= ") + number(limit),
          within ? "yes" : "NO",
          how);
    }

    private static String number(double value) {
      return String.format(
          Locale.ROOT, value == Math.rint(value) ? "%.0f" : value < 10 ? "%.2f" : "%.1f", value);
    }
  }

  private void print(List<Line> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "value", "unit", "limit", "within", "how"));
    lines.forEach(line -> rows.add(line.cells()));
    int[] widths = new int[6];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean number = i == 1 || i == 3;
        String cell = row.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        text.append(number ? padding + cell : cell + padding).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static void write(Path report, List<Line> lines) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (Line line : lines) {
      ObjectNode object = array.addObject();
      object.put("name", line.name());
      object.put("value", line.value());
      object.put("unit", line.unit());
      object.put("limit", line.limit());
      object.put("within", line.within());
      object.put("how", line.how());
    }
    Path folder = report.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(
        report,
        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n",
        StandardCharsets.UTF_8);
  }
}
