package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies of proxies, and of functions that look like them. */
class ProducerTest {

  private static Outcome<InvocationReply> reply(int status, String body, String... headers) {
    List<Header> all = new ArrayList<>();
    for (String header : headers) {
      if (!header.isBlank()) {
        all.add(new Header(header.split(": ", 2)[0], header.split(": ", 2)[1]));
      }
    }
    return Outcome.ok(
        new InvocationReply(
            status,
            all,
            Bytes.of(body.getBytes(StandardCharsets.UTF_8)),
            InvocationReply.End.WHOLE,
            "",
            Timing.NONE,
            Optional.empty(),
            OptionalDouble.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "413|Server: nginx|<html><center>nginx</center></html>|nginx",
        "494|''|<html>400 Request Header Or Cookie Too Large<hr><center>nginx</center>|nginx",
        "400|Content-Type: text/html|<html>400 Bad Request</html>|HTML page",
        "200|Content-Type: text/html|<html>Please sign in</html>|HTML page",
        "404|Server: awselb/2.0|404 page|AWS",
        "403|CF-RAY: 1|error code: 1020|Cloudflare",
        "503|''|no healthy upstream|Envoy",
        "504|''|upstream request timeout|Envoy",
        "503|''|upstream connect error or disconnect/reset before headers. reset reason: x|Envoy",
        "502|''|Bad Gateway|Traefik",
        "504|''|Gateway Timeout|Traefik",
        "503|Server: Varnish|<html>Guru</html>|proxy",
        "500|Via: 1.1 proxy.example|oops|proxy",
        "413|''|''|proxy",
        "302|Location: /login|''|redirect",
      })
  void aProxysOwnReplyIsTheIngresses(int status, String header, String body, String word) {
    Outcome<InvocationReply> reply = reply(status, body, header);
    assertThat(Producer.of(reply, CallSpec.Mode.SYNC)).isEqualTo(Producer.INGRESS);
    assertThat(Producer.reason(reply, CallSpec.Mode.SYNC)).containsIgnoringCase(word);
  }

  @Test
  void aFunctionBehindAProxyIsStillAFunction() {
    for (String mark :
        List.of("X-Start-Time: 1795405380699557809", "X-Call-Id: 1", "X-Duration-Seconds: 0.1")) {
      Outcome<InvocationReply> reply =
          reply(502, "<html>mine</html>", "Server: nginx", "Content-Type: text/html", mark);
      assertThat(Producer.of(reply, CallSpec.Mode.SYNC)).as(mark).isEqualTo(Producer.FUNCTION);
    }
  }

  @Test
  void theMarkOfFaasdsProviderTellsThatACallCameSoFar() {
    Outcome<InvocationReply> reply =
        reply(500, "Can't reach service for: fn.\n", "X-OpenFaaS-EULA: openfaas-ce");
    assertThat(Producer.of(reply, CallSpec.Mode.SYNC)).isEqualTo(Producer.PROVIDER);
  }

  @Test
  void aProcessThatDoesNotListenYetIsSaidToBeThat() {
    Outcome<InvocationReply> reply = reply(500, "", "X-Openfaas-Internal: of-watchdog");
    assertThat(Producer.of(reply, CallSpec.Mode.SYNC)).isEqualTo(Producer.WATCHDOG);
    assertThat(Producer.reason(reply, CallSpec.Mode.SYNC)).contains("does not listen yet");
  }

  @Test
  void aReplyWithoutAnyMarkIsNobodys() {
    assertThat(Producer.of(reply(200, "ok"), CallSpec.Mode.SYNC)).isEqualTo(Producer.UNKNOWN);
    assertThat(Producer.of(reply(200, "ok", "Server: nginx"), CallSpec.Mode.SYNC))
        .isEqualTo(Producer.UNKNOWN);
    assertThat(Producer.of(reply(404, "404 page not found\n"), CallSpec.Mode.SYNC))
        .isEqualTo(Producer.GATEWAY);
  }
}
