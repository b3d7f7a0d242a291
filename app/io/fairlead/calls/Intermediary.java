package io.fairlead.calls;

import io.fairlead.model.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands between this console and a gateway and sometimes answers in its place, told by its
 * own words and headers. To be asked only about a reply without any header of OpenFaaS: a proxy
 * also signs what it passes on.
 */
enum Intermediary {
  CLOUDFLARE("Cloudflare", "the proxy read time-out of the zone", "100 s"),
  CLOUDFRONT("Amazon CloudFront", "the origin's response time-out", "30 s"),
  LOAD_BALANCER("The AWS load balancer", "idle_timeout.timeout_seconds", "60 s"),
  NGINX("nginx", "proxy_read_timeout (nginx.ingress.kubernetes.io/proxy-read-timeout)", "60 s"),
  ENVOY("Envoy", "the route's timeout", "15 s"),
  TRAEFIK("Traefik", "forwardingTimeouts.responseHeaderTimeout of the serversTransport", "none"),
  HAPROXY("HAProxy", "timeout server", "none"),
  CADDY("Caddy", "the transport's response_header_timeout", "none"),
  KONG("Kong", "the service's read_timeout", "60 s"),
  GOOGLE("The Google load balancer", "timeoutSec of the backend service", "30 s"),
  AZURE("The Azure application gateway", "requestTimeout of the backend setting", "20 s"),
  OTHER("A proxy", "its time-out for the answer of the gateway", "often 60 s");

  private static final Pattern TIME_OVER =
      Pattern.compile(
          "(?is).*(gateway[ -]time-?out|upstream request timeout|stream timeout"
              + "|server didn.t respond in time|endpoint request timed out"
              + "|a timeout occurred|origin.{0,20}timed? ?out).*");

  private static final Pattern CUT =
      Pattern.compile(
          "(?is).*(upstream connect error or disconnect/reset|bad gateway|server error"
              + "|an invalid response was received).*");

  private final String title;
  private final String setting;
  private final String usual;

  Intermediary(String title, String setting, String usual) {
    this.title = title;
    this.setting = setting;
    this.usual = usual;
  }

  /** Its name, able to begin a sentence. */
  String title() {
    return title;
  }

  /** Where its patience for an answer is set. */
  TimeoutSetting setting() {
    return TimeoutSetting.everywhere(setting, "its configuration, or the Ingress", usual);
  }

  /** The one that wrote this reply, as far as its headers and its words tell. */
  static Optional<Intermediary> of(int status, List<Header> headers, String body) {
    String server = value(headers, "Server").toLowerCase(Locale.ROOT);
    String via = value(headers, "Via").toLowerCase(Locale.ROOT);
    String text = body.strip();
    return bySignature(headers, server, via)
        .or(() -> byWords(text))
        .or(() -> via.isEmpty() || status < 400 ? Optional.empty() : Optional.of(OTHER));
  }

  private static Optional<Intermediary> bySignature(
      List<Header> headers, String server, String via) {
    if (server.startsWith("cloudflare") || !value(headers, "CF-RAY").isEmpty()) {
      return Optional.of(CLOUDFLARE);
    }
    if (server.startsWith("cloudfront") || via.contains("(cloudfront)")) {
      return Optional.of(CLOUDFRONT);
    }
    if (server.startsWith("awselb/")) {
      return Optional.of(LOAD_BALANCER);
    }
    if (server.startsWith("nginx") || server.startsWith("openresty")) {
      return Optional.of(NGINX);
    }
    if (server.equals("envoy") || server.equals("istio-envoy")) {
      return Optional.of(ENVOY);
    }
    if (server.startsWith("caddy")) {
      return Optional.of(CADDY);
    }
    if (server.startsWith("kong")) {
      return Optional.of(KONG);
    }
    if (server.startsWith("microsoft-azure-application-gateway")) {
      return Optional.of(AZURE);
    }
    return server.equals("google frontend") || via.equals("1.1 google")
        ? Optional.of(GOOGLE)
        : Optional.empty();
  }

  private static Optional<Intermediary> byWords(String text) {
    if (text.startsWith("upstream connect error or disconnect/reset before headers")
        || text.equals("upstream request timeout")
        || text.equals("no healthy upstream")
        || text.equals("stream timeout")) {
      return Optional.of(ENVOY);
    }
    if (text.contains("<center>nginx") || text.contains("<center>openresty")) {
      return Optional.of(NGINX);
    }
    if (text.equals("Gateway Timeout") || text.equals("Bad Gateway")) {
      return Optional.of(TRAEFIK);
    }
    return text.matches("(?s)<html><body><h1>\\d{3} [^<]+</h1>\\s.*</body></html>")
        ? Optional.of(HAPROXY)
        : Optional.empty();
  }

  /** Whether this status and these words say that the proxy did not wait any longer. */
  static boolean saysTimeOver(int status, String body) {
    return switch (status) {
      case 504, 524, 522 -> true;
      case 408, 502, 503 -> TIME_OVER.matcher(body).matches();
      default -> false;
    };
  }

  /** Whether they say that the gateway closed the connection without an answer. */
  static boolean saysCut(int status, String body) {
    return status == 502 || status == 520 || (status == 503 && CUT.matcher(body).matches());
  }

  private static String value(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
