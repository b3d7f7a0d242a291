package io.fairlead.calls;

import io.fairlead.model.Outcome;
import io.fairlead.openfaas.InvocationReply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

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
      return internal(signs.internal);
    }
    if (signs.body.startsWith("error finding function ") && !signs.passedOn) {
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
  private static Verdict internal(String mark) {
    return switch (mark) {
      case "proxy" -> new Verdict(PROVIDER, "Marked X-OpenFaaS-Internal: proxy.");
      case "of-watchdog", "faas-middleware" ->
          new Verdict(WATCHDOG, "Marked X-OpenFaaS-Internal: " + mark + ".");
      default ->
          new Verdict(UNKNOWN, "Marked X-OpenFaaS-Internal: " + mark + ", a mark unknown here.");
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
    if (signs.isHtml) {
      return new Verdict(INGRESS, "An HTML page without any OpenFaaS header.");
    }
    if (signs.status == 404 && signs.body.startsWith("404 page not found")) {
      return new Verdict(GATEWAY, "The gateway has no such route; its queue may be switched off.");
    }
    if (signs.status == 405 && signs.body.isEmpty()) {
      return new Verdict(GATEWAY, "The gateway does not take this method here.");
    }
    if ((signs.status >= 300 && signs.status < 400) || signs.status == 401) {
      return new Verdict(INGRESS, "A redirect or a login without any OpenFaaS header.");
    }
    if (signs.status >= 502 && signs.status <= 504) {
      return new Verdict(INGRESS, "An error of a proxy, without any OpenFaaS header.");
    }
    return new Verdict(UNKNOWN, "No OpenFaaS header tells where it comes from.");
  }

  /** What tells about the origin of a reply. */
  private static final class Signs {
    private final int status;
    private final String internal;
    private final boolean passedOn;
    private final boolean fromWatchdog;
    private final boolean isHtml;
    private final String body;

    Signs(InvocationReply reply) {
      this.status = reply.status();
      this.internal = reply.header("X-OpenFaaS-Internal").orElse("");
      // The gateway stamps a call when it passes it on, after it has found the function.
      this.passedOn =
          reply.header("X-Start-Time").isPresent() || reply.header("X-Served-By").isPresent();
      this.fromWatchdog = reply.header("X-Duration-Seconds").isPresent();
      this.isHtml =
          reply.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html");
      this.body = new String(reply.beginning(200), StandardCharsets.UTF_8);
    }
  }
}
