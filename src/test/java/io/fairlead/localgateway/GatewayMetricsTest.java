package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics page reads as a real gateway's does (recording 70-gateway-metrics). */
class GatewayMetricsTest {

  @TempDir Path folder;
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder).withoutStarters());
    fixture.deploy("fn", "samples/echo", "{}");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void namesTypesHelpLabelsAndBoundsAreThoseOfARealGateway() throws IOException {
    fixture.call("fn", "x");
    fixture.call("fn?status=404", "x");
    Set<String> ours = shapes(fixture.metrics());
    Set<String> real =
        shapes(recorded()).stream()
            .filter(shape -> shape.contains("gateway_"))
            .collect(Collectors.toSet());
    assertThat(real).hasSizeGreaterThan(15);
    assertThat(ours).containsAll(real);
    assertThat(ours)
        .contains(
            "gateway_function_invocation_inflight{function_name}",
            "gateway_service_ready_count{function_name}",
            "process_start_time_seconds");
  }

  @Test
  void callsAreCountedByCodeAndTheListKnowsTheirSum() throws IOException {
    fixture.call("fn", "x");
    fixture.call("fn", "x");
    fixture.call("fn?status=500", "x");
    assertThat(fixture.metrics().lines())
        .contains(
            "gateway_function_invocation_total{code=\"200\",function_name=\"fn.openfaas-fn\"} 2",
            "gateway_function_invocation_total{code=\"500\",function_name=\"fn.openfaas-fn\"} 1",
            "gateway_function_invocation_started{function_name=\"fn.openfaas-fn\"} 3",
            "gateway_functions_seconds_bucket{code=\"200\",function_name=\"fn.openfaas-fn\",le=\"+Inf\"}"
                + " 2",
            "gateway_functions_seconds_count{code=\"200\",function_name=\"fn.openfaas-fn\"} 2");
    assertThat(fixture.json("/system/functions").at("/0/invocationCount").asDouble()).isEqualTo(3);
  }

  @Test
  void anUnknownFunctionIsNotCounted() throws IOException {
    fixture.call("nonesuch", "x");
    assertThat(fixture.metrics()).doesNotContain("nonesuch");
  }

  @Test
  void aDeletedFunctionLosesItsGaugesAndKeepsItsCounters() throws IOException {
    fixture.call("fn", "x");
    fixture.manage("DELETE", "/system/functions", "{\"functionName\":\"fn\"}");
    List<String> lines = fixture.metrics().lines().filter(line -> line.contains("fn.")).toList();
    assertThat(lines).noneMatch(line -> line.startsWith("gateway_service"));
    assertThat(lines).anyMatch(line -> line.startsWith("gateway_function_invocation_total"));
  }

  @Test
  void theMetricsPortSaysItIsHealthyAndHasTheTextFormatsType() throws IOException {
    String url = fixture.gateway().metricsUrl();
    assertThat(RawHttp.send(url, "GET", "/healthz", "").text()).isEqualTo("OK");
    assertThat(RawHttp.send(url, "GET", "/metrics", "").header("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  /** Each line without its numbers and the values of labels other than {@code le}. */
  private static Set<String> shapes(String text) {
    return text.lines()
        .map(line -> line.startsWith("#") ? line : line.replaceAll(" [^ ]+$", ""))
        .map(line -> line.replaceAll("(code|function_name)=\"[^\"]*\"", "$1"))
        .collect(Collectors.toSet());
  }

  private static String recorded() throws IOException {
    try (InputStream in =
        GatewayMetricsTest.class.getResourceAsStream("/recordings/faasd/70-gateway-metrics.json")) {
      return GatewayFixture.JSON.readTree(in).at("/response/body").asText();
    }
  }
}
