package io.fairlead.calls;

import io.fairlead.model.Outcome;
import io.fairlead.openfaas.InvocationReply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who produced a reply: a 404 of the function and a 404 of the gateway mean different things
 * (contract 1.6, status codes; recordings 40-invoke-*).
 */
public enum Producer {
  /** The function itself. */
  FUNCTION,
  /** The watchdog in the function's container, in the function's place. */
  WATCHDOG,
  /** The provider: faas-netes or faasd. */
  PROVIDER,
  /** The gateway. */
  GATEWAY,
  /** A proxy, load balancer or login page in front of the gateway. */
  INGRESS,
  /** Nothing came, or nothing that tells. */
  UNKNOWN;

  /** What a watchdog writes in place of a process that failed, in serializing and classic mode. */
  private static final Pattern PROCESS_FAILED =
      Pattern.compile("(?s)(exit status \\d+|signal: \\w+|fork/exec ).*");

  /** Who produced the reply of a call. */
  public static Producer of(Outcome<InvocationReply> outcome, CallSpec.Mode mode) {
    return verdict(outcome, mode).producer();
  }

  /** Why it counts as this producer's, in one sentence. */
  public static String reason(Outcome<InvocationReply> outcome, CallSpec.Mode mode) {
    return verdict(outcome, mode).reason();
  }

  private record Verdict(Producer producer, String reason) {}

  private static Verdict verdict(Outcome<InvocationReply> outcome, CallSpec.Mode mode) {
    return switch (outcome) {
      case Outcome.Failed<InvocationReply> _ ->
          new Verdict(UNKNOWN, "No reply came, so nobody can be named.");
      case Outcome.Ok<InvocationReply> ok -> verdict(new Signs(ok.value()), mode);
    };
  }

  private static Verdict verdict(Signs signs, CallSpec.Mode mode) {
    if (!signs.internal.isEmpty()) {
      return internal(signs);
    }
    if (signs.body.startsWith("error finding function ") && !signs.stamped) {
      return new Verdict(
          GATEWAY,
          signs.body.contains("dial tcp")
              ? "The gateway could not ask its provider for the function."
              : "The gateway does not know the function.");
    }
    if (signs.body.startsWith("Error queuing request")) {
      return new Verdict(GATEWAY, "The gateway could not put the call into its queue.");
    }
    if (!signs.passedOn && !signs.fromWatchdog) {
      return unmarked(signs);
    }
    if (mode == CallSpec.Mode.ASYNC) {
      return new Verdict(
          GATEWAY, "The gateway's answer to a queued call; the function's own comes by callback.");
    }
    return passedOn(signs);
  }

  /** {@code X-OpenFaaS-Internal} marks an error of the platform. */
  private static Verdict internal(Signs signs) {
    return switch (signs.internal) {
      case "proxy" -> new Verdict(PROVIDER, "Marked X-OpenFaaS-Internal: proxy.");
      case "of-watchdog", "faas-middleware" ->
          new Verdict(
              WATCHDOG,
              "Marked X-OpenFaaS-Internal: "
                  + signs.internal
                  + (signs.isNotListening()
                      ? ": it reached no process; perhaps that does not listen yet."
                      : "."));
      default ->
          new Verdict(
              UNKNOWN, "Marked X-OpenFaaS-Internal: " + signs.internal + ", a mark unknown here.");
    };
  }

  /** A reply to a call that the gateway passed on. */
  private static Verdict passedOn(Signs signs) {
    if (signs.body.startsWith("Can't reach service for: ")
        || signs.body.startsWith("No endpoints available for: ")
        || signs.body.startsWith("Function invocations disabled due to error")) {
      return new Verdict(PROVIDER, "The provider's own words for a function it cannot reach.");
    }
    if (signs.status == 502 && signs.body.isEmpty() && !signs.fromWatchdog) {
      return new Verdict(
          GATEWAY,
          "An empty 502 is the gateway's: its time for the function was over, or the provider"
              + " closed the connection.");
    }
    if (signs.status == 500 && PROCESS_FAILED.matcher(signs.body).matches()) {
      return new Verdict(WATCHDOG, "The watchdog's words for a process that failed.");
    }
    if (signs.status == 408 && signs.body.startsWith("Killed process.")) {
      return new Verdict(
          WATCHDOG, "The classic watchdog stopped the process when its time was over.");
    }
    return new Verdict(
        FUNCTION,
        signs.fromWatchdog
            ? "The watchdog timed it and nothing marks an error of the platform."
            : "The gateway passed the call on and nothing marks an error of the platform.");
  }

  /** A reply without any of the headers that a gateway adds. */
  private static Verdict unmarked(Signs signs) {
    if (signs.status == 404 && signs.body.equals("404 page not found\n")) {
      return new Verdict(GATEWAY, "The gateway has no such route; its queue may be switched off.");
    }
    // A proxy also signs the good replies that it passes on.
    Optional<Intermediary> proxy =
        signs.status < 300
            ? Optional.empty()
            : Intermediary.of(signs.status, signs.reply.headers(), signs.body);
    if (proxy.isPresent() && proxy.get() != Intermediary.OTHER) {
      return new Verdict(
          INGRESS, proxy.get().title() + " answered by itself: no OpenFaaS header, and its mark.");
    }
    if (signs.isHtml) {
      return new Verdict(INGRESS, "An HTML page without any OpenFaaS header.");
    }
    if (signs.status == 405 && signs.body.isEmpty()) {
      return new Verdict(GATEWAY, "The gateway does not take this method here.");
    }
    boolean ofProxies =
        switch (signs.status) {
          case 401, 407, 408, 413, 414, 421, 431, 494, 502, 503, 504, 520, 521, 522, 523, 524 ->
              true;
          default -> signs.status >= 300 && signs.status < 400;
        };
    if (ofProxies || proxy.isPresent()) {
      return new Verdict(
          INGRESS,
          signs.status < 400 || signs.status == 401
              ? "A redirect or a login without any OpenFaaS header."
              : "An error of a proxy, without any OpenFaaS header.");
    }
    return new Verdict(UNKNOWN, "No OpenFaaS header tells where it comes from.");
  }

  /** What tells about the origin of a reply. */
  private static final class Signs {
    private static final int BEGINNING = 2048;

    private final InvocationReply reply;
    private final int status;
    private final String internal;
    private final boolean stamped;
    private final boolean passedOn;
    private final boolean fromWatchdog;
    private final boolean isHtml;
    private final String body;

    Signs(InvocationReply reply) {
      this.reply = reply;
      this.status = reply.status();
      this.internal = reply.header("X-OpenFaaS-Internal").orElse("");
      // The gateway stamps a call when it passes it on, after it has found the function; faasd's
      // provider marks whatever goes through it.
      this.stamped =
          Stream.of("X-Start-Time", "X-Served-By", "X-Call-Id")
              .anyMatch(name -> reply.header(name).isPresent());
      this.passedOn = stamped || reply.header("X-OpenFaaS-EULA").isPresent();
      this.fromWatchdog = reply.header("X-Duration-Seconds").isPresent();
      this.isHtml =
          reply.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html");
      this.body = new String(reply.beginning(BEGINNING), StandardCharsets.UTF_8);
    }

    /** Recording 40-invoke-slow-start. */
    boolean isNotListening() {
      return internal.equals("of-watchdog") && status == 500 && body.isEmpty();
    }
  }
}
