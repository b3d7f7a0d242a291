package io.fairlead.openfaas;

import io.fairlead.model.Failure;

/** Turns an answer that is no success into a failure with a reason and a remedy (contract 1.5). */
final class Refusals {

  private static final String ROUTE_UNKNOWN = "404 page not found";

  private Refusals() {}

  /** Whether the route itself is not there, rather than the thing it was asked for. */
  static boolean isRouteMissing(Answer answer) {
    return answer.status() == 405
        || answer.status() == 501
        || (answer.status() == 404 && answer.reason().equals(ROUTE_UNKNOWN));
  }

  /** The failure for an answer that is not 2xx, or that is a page for a browser. */
  static Failure of(String attempt, Answer answer) {
    String where = answer.where();
    String evidence = answer.evidence();
    if (answer.status() == 401) {
      return new Failure.Unauthorised(attempt, where, evidence);
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      return redirect(attempt, answer);
    }
    if (answer.changes() && (answer.status() == 502 || answer.status() == 504)) {
      return outcomeUnknown(attempt, answer);
    }
    if (answer.isHtml()) {
      return new Failure.BadPayload(
          attempt,
          where,
          "An HTML page came with status "
              + answer.status()
              + " where the gateway's answer should be: a proxy or a login page stands in front.",
          evidence);
    }
    return switch (answer.status()) {
      case 403 -> new Failure.Forbidden(attempt, where, evidence);
      case 404, 405, 501 -> new Failure.NotFound(attempt, where, notFound(answer), evidence);
      case 429 ->
          new Failure.Rejected(
              attempt,
              where,
              429,
              orElse(answer.reason(), "The gateway has too much to do."),
              "Wait" + retryAfter(answer) + ", then try again.",
              evidence);
      default -> answer.status() >= 500 ? serverError(attempt, answer) : rejected(attempt, answer);
    };
  }

  private static Failure redirect(String attempt, Answer answer) {
    String location = answer.headers().get("Location");
    return new Failure.BadPayload(
        attempt,
        answer.where(),
        "The answer is a redirect ("
            + answer.status()
            + ") to "
            + orElse(location == null ? "" : location, "an address that it does not name")
            + ", which a gateway does not send: a proxy or a login page stands in front.",
        answer.evidence());
  }

  private static String notFound(Answer answer) {
    if (isRouteMissing(answer)) {
      return "This gateway does not offer that ("
          + answer.status()
          + (answer.reason().isEmpty() ? "" : ", " + answer.reason())
          + ").";
    }
    return orElse(answer.reason(), "The gateway does not know it (404).");
  }

  private static Failure rejected(String attempt, Answer answer) {
    return new Failure.Rejected(
        attempt,
        answer.where(),
        answer.status(),
        orElse(
            answer.reason(), "The gateway refused it (" + answer.status() + ") without a reason."),
        answer.status() == 409
            ? "Choose another name, or change the one that is there."
            : "Correct it and try again.",
        answer.evidence());
  }

  /**
   * 502 and 504 to a change mean that whoever answers has no answer itself: the provider is down,
   * or still at work after a time-out of the gateway (contract 0.31) or of a proxy before it (1.6).
   */
  private static Failure outcomeUnknown(String attempt, Answer answer) {
    String explanation =
        answer.isHtml()
            ? "An HTML page of a proxy came in place of the gateway's answer ("
                + answer.status()
                + "): the gateway is down, or it is still at work after the proxy's time-out."
            : "The gateway has no answer from its provider ("
                + answer.status()
                + (answer.reason().isEmpty() ? "" : ", " + answer.reason())
                + "): the provider is down, or it is still at work after the gateway's time-out.";
    return new Failure.OutcomeUnknown(attempt, answer.where(), explanation);
  }

  private static Failure serverError(String attempt, Answer answer) {
    int status = answer.status();
    if (status == 502 || status == 504) {
      return new Failure.ServerError(
          attempt,
          answer.where(),
          status,
          orElse(answer.reason(), "The gateway cannot reach its provider (" + status + ")."),
          "Check that the provider (faas-netes or faasd-provider) runs.",
          answer.evidence());
    }
    return new Failure.ServerError(
        attempt,
        answer.where(),
        status,
        orElse(answer.reason(), "The gateway failed (" + status + ") without a reason."),
        "Look at the log of the gateway and of its provider.",
        answer.evidence());
  }

  /** A list that got no answer at all. */
  static Failure prometheusMayBeDown(Failure.ServerError error) {
    return new Failure.ServerError(
        error.attempt(),
        error.where(),
        0,
        "The gateway closed the connection without an answer. Its list does that when Prometheus"
            + " cannot be reached and there is a function (contract 0.11).",
        "Start Prometheus again; until then each function can still be opened by its name.",
        error.evidence());
  }

  private static String retryAfter(Answer answer) {
    String seconds = answer.headers().get("Retry-After");
    return seconds != null && seconds.matches("\\d{1,6}") ? " " + seconds + " s" : "";
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
