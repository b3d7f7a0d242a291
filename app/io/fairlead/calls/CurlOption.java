package io.fairlead.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@code curl} that this console knows, and what it makes of them.
 *
 * @param name the long name, without its dashes
 * @param takesValue whether a value belongs to it
 * @param effect what becomes of it in a call
 */
record CurlOption(String name, boolean takesValue, Effect effect) {

  /** What becomes of an option. */
  enum Effect {
    /** It shapes the call. */
    USED,
    /** It shapes only what curl shows; a call needs none of it. */
    SHOWS,
    /** It would change the call, and is not honoured: that is said. */
    REFUSED
  }

  private static final List<String> USED =
      List.of(
          "request:X",
          "header:H",
          "data:d",
          "data-ascii",
          "data-raw",
          "data-binary",
          "data-urlencode",
          "json",
          "form:F",
          "form-string",
          "user:u",
          "user-agent:A",
          "referer:e",
          "cookie:b",
          "max-time:m",
          "speed-time:y",
          "url",
          "upload-file:T",
          "oauth2-bearer",
          "url-query");

  private static final List<String> USED_ALONE = List.of("get:G", "head:I", "location:L");

  private static final List<String> SHOWS =
      List.of(
          "output:o",
          "write-out:w",
          "stderr",
          "dump-header:D",
          "max-redirs",
          "speed-limit:Y",
          "output-dir",
          "trace",
          "trace-ascii");

  private static final List<String> SHOWS_ALONE =
      List.of(
          "silent:s",
          "show-error:S",
          "verbose:v",
          "include:i",
          "no-buffer:N",
          "progress-bar:#",
          "no-progress-meter",
          "remote-name:O",
          "remote-header-name:J",
          "create-dirs",
          "basic",
          "path-as-is",
          "globoff:g",
          "disable:q",
          "no-keepalive",
          "tcp-nodelay",
          "trace-time",
          "styled-output",
          "no-styled-output",
          "compressed",
          "fail:f",
          "fail-with-body",
          "http2",
          "fail-early",
          "http1.1");

  private static final List<String> REFUSED =
      List.of(
          "proxy:x",
          "cacert",
          "capath",
          "cert:E",
          "key",
          "cert-type",
          "key-type",
          "pass",
          "resolve",
          "connect-to",
          "interface",
          "retry",
          "retry-delay",
          "retry-max-time",
          "connect-timeout",
          "limit-rate",
          "cookie-jar:c",
          "range:r",
          "continue-at:C",
          "netrc-file",
          "config:K",
          "ciphers",
          "tls-max",
          "proxy-user:U",
          "unix-socket",
          "aws-sigv4",
          "max-filesize",
          "keepalive-time",
          "dns-servers",
          "doh-url",
          "socks5",
          "socks5-hostname",
          "noproxy",
          "time-cond:z",
          "request-target",
          "proto",
          "expect100-timeout",
          "variable");

  private static final List<String> REFUSED_ALONE =
      List.of(
          "insecure:k",
          "http1.0:0",
          "http3",
          "http2-prior-knowledge",
          "digest",
          "ntlm",
          "negotiate",
          "anyauth",
          "netrc:n",
          "ipv4:4",
          "ipv6:6",
          "tlsv1.2",
          "tlsv1.3",
          "tlsv1:1",
          "ssl-no-revoke",
          "location-trusted",
          "post301",
          "post302",
          "post303",
          "retry-all-errors",
          "retry-connrefused",
          "parallel:Z",
          "next",
          "junk-session-cookies:j",
          "tr-encoding",
          "remote-time:R",
          "crlf",
          "use-ascii:B");

  private static final Map<String, CurlOption> KNOWN = known();

  private static Map<String, CurlOption> known() {
    Map<String, CurlOption> all = new HashMap<>();
    add(all, USED, true, Effect.USED);
    add(all, USED_ALONE, false, Effect.USED);
    add(all, SHOWS, true, Effect.SHOWS);
    add(all, SHOWS_ALONE, false, Effect.SHOWS);
    add(all, REFUSED, true, Effect.REFUSED);
    add(all, REFUSED_ALONE, false, Effect.REFUSED);
    return Map.copyOf(all);
  }

  private static void add(
      Map<String, CurlOption> all, List<String> names, boolean takesValue, Effect effect) {
    for (String both : names) {
      String[] spellings = both.split(":", 2);
      CurlOption option = new CurlOption(spellings[0], takesValue, effect);
      all.put("--" + spellings[0], option);
      if (spellings.length == 2) {
        all.put("-" + spellings[1], option);
      }
    }
  }

  /** The option that is spelt so, dashes included. */
  static Optional<CurlOption> of(String spelling) {
    return Optional.ofNullable(KNOWN.get(spelling));
  }
}
