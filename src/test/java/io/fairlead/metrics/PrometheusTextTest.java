package io.fairlead.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {

  private record Read(String name, Map<String, String> labels, double value, long timestamp) {}

  private final List<Read> reads = new ArrayList<>();
  private final PrometheusText text = new PrometheusText(100_000);

  private PrometheusText.Report read(String content) throws IOException {
    return read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private PrometheusText.Report read(InputStream content) throws IOException {
    reads.clear();
    return text.read(
        content, s -> reads.add(new Read(s.name(), s.labels(), s.value(), s.timestamp())));
  }

  @Test
  void readsNameLabelsValueAndTime() throws IOException {
    read("http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000\n");

    assertThat(reads)
        .containsExactly(
            new Read(
                "http_requests_total",
                Map.of("method", "post", "code", "200"),
                1027,
                1395066363000L));
  }

  @Test
  void readsASampleWithoutLabelsAndWithoutANewlineAtTheEnd() throws IOException {
    read("metric_without_timestamp_and_labels 12.47");

    assertThat(reads)
        .containsExactly(new Read("metric_without_timestamp_and_labels", Map.of(), 12.47, -1));
  }

  @Test
  void resolvesEscapesInLabels() throws IOException {
    read("m{path=\"C:\\\\DIR\\\\F.TXT\",error=\"no \\\"x\\\"\\nline, } 2\",} 1.458255915e9\n");

    assertThat(reads.getFirst().labels())
        .isEqualTo(Map.of("path", "C:\\DIR\\F.TXT", "error", "no \"x\"\nline, } 2"));
    assertThat(reads.getFirst().value()).isEqualTo(1.458255915e9);
  }

  @Test
  void readsSpecialNumbers() throws IOException {
    read("a NaN\nb +Inf\nc -Inf\nd -3.5e-7\ne 18446744073709551615\nf 0\n");

    assertThat(reads)
        .extracting(Read::value)
        .containsExactly(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -3.5e-7,
            1.8446744073709552e19,
            0.0);
  }

  @Test
  void passesOverCommentsAndEmptyLines() throws IOException {
    PrometheusText.Report report =
        read("# HELP m Words { } \"\n# TYPE m counter\n\n   \n#\n  m \t{ a = \"b\" , } \t 3 \r\n");

    assertThat(report.malformed()).isZero();
    assertThat(reads).containsExactly(new Read("m", Map.of("a", "b"), 3, -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>hello</body></html>",
        "name",
        "name{",
        "name{a=\"b} 3",
        "name{a=b} 3",
        "name{a=\"b\"c=\"d\"} 3",
        "name{=\"b\"} 3",
        "name twelve",
        "name 1d",
        "name Infinity",
        "name 1 noon",
        "name{a=\"b\\",
        "{a=\"b\"} 3",
        "9name 3",
        "name{a=\"b\"}"
      })
  void notesALineThatIsNoSampleAndGoesOn(String line) throws IOException {
    PrometheusText.Report report = read("before 1\n" + line + "\nafter 2\n");

    assertThat(reads).extracting(Read::name).containsExactly("before", "after");
    assertThat(report.malformed()).isEqualTo(1);
    assertThat(report.notes()).singleElement().asString().contains(line);
  }

  @Test
  void notesALineWithoutEndAndGoesOnBehindIt() throws IOException {
    String huge = "m{a=\"" + "x".repeat(1_000_000) + "\"} 1\n";

    PrometheusText.Report report = read("before 1\n" + huge + "after 2\n");

    assertThat(reads).extracting(Read::name).containsExactly("before", "after");
    assertThat(report.malformed()).isEqualTo(1);
  }

  @Test
  void saysHowManySamplesLayBeyondTheBound() throws IOException {
    PrometheusText few = new PrometheusText(2);

    PrometheusText.Report report =
        few.read(new ByteArrayInputStream("a 1\nb 2\nc 3\nd 4\n".getBytes()), _ -> {});

    assertThat(report.samples()).isEqualTo(2);
    assertThat(report.dropped()).isEqualTo(2);
    assertThat(report.notes()).containsExactly("2 samples beyond the first 2 were left out");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 61, 4096})
  void readsTheSameInPiecesOfAnySize(int piece) throws IOException {
    byte[] body = RecordedMetrics.body("faasd/70-gateway-metrics");
    read(new ByteArrayInputStream(body));
    List<Read> whole = List.copyOf(reads);

    read(
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, piece));
          }
        });

    assertThat(reads).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "faasd/70-gateway-metrics",
        "faasd/70-gateway-metrics-after-load",
        "faas-netes/70-gateway-metrics"
      })
  void readsWhatRealGatewaysWrite(String recording) throws IOException {
    byte[] body = RecordedMetrics.body(recording);
    long samples =
        new String(body, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .count();

    PrometheusText.Report report = read(new ByteArrayInputStream(body));

    assertThat(report.malformed()).isZero();
    assertThat(report.samples()).isEqualTo((int) samples).isGreaterThan(400);
    assertThat(reads)
        .filteredOn(r -> r.name().equals("gateway_function_invocation_total"))
        .allMatch(r -> r.labels().keySet().equals(java.util.Set.of("code", "function_name")));
  }

  @Test
  void survivesAnyBytes() throws IOException {
    Random random = new Random(20261124);
    String alphabet = "ab_{}=\",\\ \n\t#1.eN+-Inf\u00e9<";
    for (int round = 0; round < 3_000; round++) {
      StringBuilder junk = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        junk.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      PrometheusText.Report report = read(junk + "\nlast 1\n");
      assertThat(report.samples() + report.malformed()).isPositive();
    }
  }
}
