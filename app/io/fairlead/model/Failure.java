package io.fairlead.model;

import java.time.Duration;
import java.util.Objects;

/**
 * Why an attempt did not yield its value: what was tried, where, what came instead, and what the
 * operator can do. Failures are shown where the data would have been.
 */
public sealed interface Failure {

  /** What was tried, as a verb phrase in sentence case: "List functions". */
  String attempt();

  /** Where: the URL or the file, without credentials. */
  String where();

  /** One sentence in plain words: what happened. */
  String explanation();

  /** One sentence in plain words: what the operator can do about it. */
  String remedy();

  /** What arrived, verbatim and shortened, where something did; else empty. */
  default String evidence() {
    return "";
  }

  /** What an operator can be offered next to a failure. */
  enum Offer {
    RETRY,
    EDIT_CONNECTION,
    TRUST_CERTIFICATE,
    READ_BACK,
    SET_CALLBACK_ADDRESS,
    NONE
  }

  /** The most useful next step. */
  Offer offer();

  /** Nothing answered: the name does not resolve, the port refuses, the route is gone. */
  record Unreachable(String attempt, String where, String explanation, String remedy)
      implements Failure {
    @Override
    public Offer offer() {
      return Offer.RETRY;
    }
  }

  /** The server's certificate is not trusted, expired or for another host. */
  record TlsUntrusted(String attempt, String where, String explanation, String remedy)
      implements Failure {
    @Override
    public Offer offer() {
      return Offer.TRUST_CERTIFICATE;
    }
  }

  /** 401: no credentials or wrong ones. */
  record Unauthorised(
      String attempt, String where, String explanation, String remedy, String evidence)
      implements Failure {

    /** What a gateway's 401 means. */
    public Unauthorised(String attempt, String where, String evidence) {
      this(
          attempt,
          where,
          "The gateway did not accept the user name or password.",
          "Edit the connection and enter the credentials of this gateway.",
          evidence);
    }

    @Override
    public Offer offer() {
      return Offer.EDIT_CONNECTION;
    }
  }

  /** 403: known, and not allowed. */
  record Forbidden(String attempt, String where, String explanation, String remedy, String evidence)
      implements Failure {

    /** What a gateway's 403 means. */
    public Forbidden(String attempt, String where, String evidence) {
      this(
          attempt,
          where,
          "These credentials do not permit it.",
          "Ask the owner of the gateway for the permission, or use another account.",
          evidence);
    }

    @Override
    public Offer offer() {
      return Offer.EDIT_CONNECTION;
    }
  }

  /** 404, or an optional route that this provider does not have (405, 501; contract 9.11). */
  record NotFound(String attempt, String where, String explanation, String remedy, String evidence)
      implements Failure {

    /** With the remedy for a function, a secret or a namespace. */
    public NotFound(String attempt, String where, String explanation, String evidence) {
      this(
          attempt,
          where,
          explanation,
          "Refresh the list; check the name and the namespace.",
          evidence);
    }

    @Override
    public Offer offer() {
      return Offer.RETRY;
    }
  }

  /** The gateway understood and refused (4xx): the reason is its own text. */
  record Rejected(
      String attempt, String where, int status, String explanation, String remedy, String evidence)
      implements Failure {
    @Override
    public Offer offer() {
      return Offer.NONE;
    }
  }

  /**
   * A call whose result could not come back: the gateway is on another machine, and nobody has said
   * under which address its queue worker reaches this one (contract 0.18). Nothing was sent.
   */
  record NoWayBack(String attempt, String where) implements Failure {
    @Override
    public String explanation() {
      return "The gateway runs on another machine, and no callback address is set for it: the"
          + " result could not come back, so nothing was sent.";
    }

    @Override
    public String remedy() {
      return "Set the callback address in the async inbox, or queue the call without a result.";
    }

    @Override
    public Offer offer() {
      return Offer.SET_CALLBACK_ADDRESS;
    }
  }

  /** Nothing came in time, and the request changed nothing. */
  record TimedOut(String attempt, String where, Stage stage, Duration after) implements Failure {

    /** How far the exchange had come. */
    public enum Stage {
      CONNECT,
      SEND,
      WAIT,
      RECEIVE
    }

    @Override
    public String explanation() {
      String what =
          switch (stage) {
            case CONNECT -> "No connection could be opened";
            case SEND -> "The request could not be sent";
            case WAIT -> "No answer began";
            case RECEIVE -> "The answer stopped coming";
          };
      return what + " within " + after.toMillis() / 1000.0 + " s.";
    }

    @Override
    public String remedy() {
      return "Try again; if it repeats, look at the gateway's load and its timeouts.";
    }

    @Override
    public Offer offer() {
      return Offer.RETRY;
    }
  }

  /** 5xx, or a connection closed without an answer to a request that changes nothing. */
  record ServerError(
      String attempt, String where, int status, String explanation, String remedy, String evidence)
      implements Failure {
    @Override
    public Offer offer() {
      return Offer.RETRY;
    }
  }

  /** An answer came that is not what the contract promises; it is kept as evidence. */
  record BadPayload(
      String attempt, String where, String explanation, String remedy, String evidence)
      implements Failure {

    /** With the remedy for a gateway. */
    public BadPayload(String attempt, String where, String explanation, String evidence) {
      this(
          attempt,
          where,
          explanation,
          "Check that the URL is a gateway's and that no proxy answers in its place.",
          evidence);
    }

    @Override
    public Offer offer() {
      return Offer.EDIT_CONNECTION;
    }
  }

  /** The operator, or the closing of a tab, stopped it. */
  record Cancelled(String attempt, String where) implements Failure {
    @Override
    public String explanation() {
      return "It was cancelled.";
    }

    @Override
    public String remedy() {
      return "Run it again when wanted.";
    }

    @Override
    public Offer offer() {
      return Offer.RETRY;
    }
  }

  /**
   * A request that changes something was sent and its answer was lost: it may have been done.
   *
   * @param loss how the answer was lost
   */
  record OutcomeUnknown(String attempt, String where, String explanation, Loss loss)
      implements Failure {

    /** How an answer was lost. */
    public enum Loss {
      /** The other side, or something on the way, closed the connection. */
      CUT,
      /** The time that was allowed here was over. */
      TIMED_OUT,
      /** It was stopped here. */
      CANCELLED,
      /** Something came that tells nothing: bytes that are no HTTP, or another server's page. */
      GARBLED
    }

    public OutcomeUnknown {
      Objects.requireNonNull(loss);
    }

    /** Of an answer that tells nothing. */
    public OutcomeUnknown(String attempt, String where, String explanation) {
      this(attempt, where, explanation, Loss.GARBLED);
    }

    @Override
    public String remedy() {
      return "Read the present state back before deciding; the request is not repeated by itself.";
    }

    @Override
    public Offer offer() {
      return Offer.READ_BACK;
    }
  }

  /** A defect of this program. */
  record Bug(String attempt, String where, Throwable cause) implements Failure {
    public Bug {
      Objects.requireNonNull(cause);
    }

    @Override
    public String explanation() {
      return "Fairlead made a mistake: " + cause;
    }

    @Override
    public String remedy() {
      return "Copy the report and file an issue; the rest of the window goes on.";
    }

    @Override
    public Offer offer() {
      return Offer.NONE;
    }
  }
}
