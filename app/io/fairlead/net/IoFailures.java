package io.fairlead.net;

import io.fairlead.model.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Turns what the network did into a failure with a remedy. */
final class IoFailures {

  private static final String NO_LINE_END = "\\n not found: limit=";

  private IoFailures() {}

  /**
   * The failure for an exception of an exchange.
   *
   * @param changes whether the request changes something on the server
   * @param timeout the time-out that was in force
   */
  static Failure of(
      String attempt,
      String where,
      IOException cause,
      ExchangeProgress progress,
      boolean changes,
      boolean cancelled,
      Duration timeout) {
    if (changes && progress.mayHaveArrived()) {
      return new Failure.OutcomeUnknown(
          attempt,
          where,
          lost(attempt, where, cause, progress, cancelled, timeout),
          loss(cause, cancelled));
    }
    if (cancelled || isInterrupt(cause)) {
      return new Failure.Cancelled(attempt, where);
    }
    if (isTls(cause)) {
      return untrusted(attempt, where, cause);
    }
    if (cause instanceof UnknownHostException) {
      return new Failure.Unreachable(
          attempt,
          where,
          "The host name does not resolve.",
          "Check the spelling of the URL, the VPN and the name server.");
    }
    if (cause instanceof InterruptedIOException) {
      return new Failure.TimedOut(attempt, where, stage(progress), timeout);
    }
    if (!progress.mayHaveArrived() || cause instanceof ConnectException) {
      return unreachable(attempt, where, cause);
    }
    return afterSending(attempt, where, cause, progress);
  }

  private static Failure unreachable(String attempt, String where, IOException cause) {
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new Failure.Unreachable(
          attempt,
          where,
          "Nothing accepts connections there (" + describe(root(cause)) + ").",
          "Check that the gateway runs and that the port is right; a port-forward may have ended.");
    }
    return new Failure.Unreachable(
        attempt,
        where,
        "The connection broke before the request was sent (" + describe(cause) + ").",
        "Try again; check the network between here and the gateway.");
  }

  /** What broke once the request was out, where it changes nothing. */
  private static Failure afterSending(
      String attempt, String where, IOException cause, ExchangeProgress progress) {
    if (isEndlessLine(cause)) {
      return new Failure.BadPayload(
          attempt,
          where,
          "The answer's headers have no end: they broke off, or are larger than 256 kB.",
          "");
    }
    if (cause instanceof ProtocolException && !isEarlyEnd(cause)) {
      return new Failure.BadPayload(
          attempt, where, "The answer broke the HTTP protocol: " + describe(cause) + ".", "");
    }
    String explanation =
        progress.status() == 0
            ? "The connection was closed without an answer ("
            : "The answer broke off before its end (";
    return new Failure.ServerError(
        attempt,
        where,
        progress.status(),
        explanation + describe(cause) + ").",
        "The gateway or a proxy cut the connection: look at its log and its timeouts.",
        "");
  }

  private static String lost(
      String attempt,
      String where,
      IOException cause,
      ExchangeProgress progress,
      boolean cancelled,
      Duration timeout) {
    String why;
    if (cancelled || isInterrupt(cause)) {
      why = "it was cancelled on this side";
    } else if (cause instanceof InterruptedIOException) {
      String explanation =
          new Failure.TimedOut(attempt, where, stage(progress), timeout).explanation();
      why = Character.toLowerCase(explanation.charAt(0)) + explanation.substring(1);
      why = why.substring(0, why.length() - 1);
    } else {
      why = describe(cause);
    }
    return "The request was sent and its answer was lost ("
        + why
        + "): it may have been carried out.";
  }

  private static Failure.OutcomeUnknown.Loss loss(IOException cause, boolean cancelled) {
    if (cancelled || isInterrupt(cause)) {
      return Failure.OutcomeUnknown.Loss.CANCELLED;
    }
    if (cause instanceof InterruptedIOException) {
      return Failure.OutcomeUnknown.Loss.TIMED_OUT;
    }
    boolean garbled =
        isEndlessLine(cause) || (cause instanceof ProtocolException && !isEarlyEnd(cause));
    return garbled ? Failure.OutcomeUnknown.Loss.GARBLED : Failure.OutcomeUnknown.Loss.CUT;
  }

  /** A thread was interrupted while it waited, which is not a time-out. */
  private static boolean isInterrupt(IOException cause) {
    return cause instanceof InterruptedIOException
        && !(cause instanceof SocketTimeoutException)
        && "interrupted".equals(cause.getMessage());
  }

  /** OkHttp's way of saying that a body ended before its length or its last chunk. */
  private static boolean isEarlyEnd(IOException cause) {
    return describe(cause).startsWith("unexpected end of stream");
  }

  /** OkHttp reads at most 256 KiB of headers and wraps what okio says when no line ends there. */
  private static boolean isEndlessLine(IOException cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof EOFException) {
        String message = describe(at);
        // A limit of 0 says that not a single byte came: that is a closed connection.
        return message.startsWith(NO_LINE_END) && !message.startsWith(NO_LINE_END + "0 ");
      }
    }
    return false;
  }

  private static boolean isTls(IOException cause) {
    return cause instanceof SSLException;
  }

  private static Failure untrusted(String attempt, String where, IOException cause) {
    if (cause instanceof SSLPeerUnverifiedException) {
      return new Failure.TlsUntrusted(
          attempt,
          where,
          "The certificate belongs to another host.",
          "Use the host name that the certificate names, or have it reissued.");
    }
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof CertificateException) {
        return new Failure.TlsUntrusted(
            attempt,
            where,
            "The certificate is not trusted: " + at.getMessage() + ".",
            "Add its authority to the system's trusted certificates.");
      }
    }
    return new Failure.TlsUntrusted(
        attempt,
        where,
        "No secure connection could be agreed on (" + describe(cause) + ").",
        "Check that the port speaks TLS, and which versions it accepts.");
  }

  private static Failure.TimedOut.Stage stage(ExchangeProgress progress) {
    return switch (progress.stage()) {
      case RESOLVE, CONNECT, SECURE -> Failure.TimedOut.Stage.CONNECT;
      case SEND -> Failure.TimedOut.Stage.SEND;
      case WAIT -> Failure.TimedOut.Stage.WAIT;
      case RECEIVE -> Failure.TimedOut.Stage.RECEIVE;
    };
  }

  /** The library wraps the system's own words. */
  private static Throwable root(Throwable cause) {
    Throwable at = cause;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
