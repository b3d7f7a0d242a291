package io.fairlead.registry;

import io.fairlead.model.Failure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns an answer of a registry that is not the wanted one into a failure that names it. */
final class RegistryFailures {

  private static final List<RegistryJson.ErrorEntry> NO_ERRORS = List.of();

  private final String registry;

  RegistryFailures(String registry) {
    this.registry = registry;
  }

  /**
   * The failure for a status other than 200.
   *
   * @param subject what was asked for, as a noun phrase: "the repository team/figlet"
   */
  Failure of(String attempt, String subject, Reply reply) {
    String where = reply.url().redact();
    String told = told(reply);
    return switch (reply.status()) {
      case 401 -> unauthorised(attempt, subject, reply);
      case 403 ->
          new Failure.Forbidden(
              attempt,
              where,
              registry + " does not permit reading " + subject + "." + told,
              "Ask the owner of the repository for access, or use a public image.",
              reply.evidence());
      case 404 ->
          new Failure.NotFound(
              attempt,
              where,
              registry + " does not have " + subject + "." + told,
              "Check the spelling of the repository and the tag; a private one may look absent.",
              reply.evidence());
      case 429 ->
          new Failure.Rejected(
              attempt,
              where,
              429,
              registry + " limits how often it is asked (" + subject + ")." + told,
              waitingRemedy(reply.header("Retry-After")),
              reply.evidence());
      default -> ofOther(attempt, subject, reply);
    };
  }

  private Failure ofOther(String attempt, String subject, Reply reply) {
    String where = reply.url().redact();
    if (reply.isRedirect()) {
      return new Failure.Rejected(
          attempt,
          where,
          reply.status(),
          registry + " sends the question about " + subject + " elsewhere: " + location(reply),
          "Use the host that it names as the registry.",
          reply.evidence());
    }
    String answered = registry + " answered " + reply.status() + " about " + subject + ".";
    if (reply.status() >= 500) {
      return new Failure.ServerError(
          attempt,
          where,
          reply.status(),
          answered + told(reply),
          "Try again later; the registry's own log tells more.",
          reply.evidence());
    }
    return new Failure.Rejected(
        attempt,
        where,
        reply.status(),
        answered + told(reply),
        "Check the image reference; this registry may not offer what was asked.",
        reply.evidence());
  }

  Failure unauthorised(String attempt, String subject, Reply reply) {
    return new Failure.Unauthorised(
        attempt,
        reply.url().redact(),
        registry + " shows " + subject + " only to those it knows." + told(reply),
        "Check the name, since an absent repository is answered alike; enter credentials for"
            + " this registry, or use a public image.",
        reply.evidence());
  }

  /** The catalogue is refused by most hosted registries, whatever the status (contract 9.6). */
  Failure notListing(String attempt, Reply reply) {
    String explanation = registry + " does not list its repositories." + told(reply);
    String remedy =
        "Many registries keep their catalogue closed: type the repository's name instead.";
    String where = reply.url().redact();
    return reply.status() == 401
        ? new Failure.Unauthorised(attempt, where, explanation, remedy, reply.evidence())
        : new Failure.NotFound(attempt, where, explanation, remedy, reply.evidence());
  }

  /** Something came that is not what the protocol promises. */
  Failure unreadable(String attempt, String subject, Reply reply) {
    String what =
        reply.cut()
            ? " sent more than " + (Reply.MAXIMUM_BODY >> 20) + " MiB about " + subject + "."
            : reply.isPage()
                ? " answered with a web page when asked about " + subject + "."
                : " sent something unreadable about " + subject + ".";
    return contradicted(attempt, registry + what, reply);
  }

  /** Something came that contradicts what was asked; the explanation says how. */
  Failure contradicted(String attempt, String explanation, Reply reply) {
    return new Failure.BadPayload(
        attempt,
        reply.url().redact(),
        explanation,
        "Check that the host is a registry and that no proxy or sign-in page answers for it.",
        reply.evidence());
  }

  /** A token server that this client will not follow, or that gave no token. */
  Failure noToken(String attempt, String where, String explanation, String evidence) {
    return new Failure.Unauthorised(
        attempt,
        where,
        explanation,
        "Check the registry's address; a token is only fetched over HTTPS or from this machine.",
        evidence);
  }

  /** The registry's own words, {@code errors[].message}, as a sentence that follows ours. */
  private static String told(Reply reply) {
    List<RegistryJson.ErrorEntry> errors =
        reply
            .read(RegistryJson.Errors.class)
            .map(body -> Objects.requireNonNullElse(body.errors(), NO_ERRORS))
            .orElse(NO_ERRORS);
    String text =
        errors.stream()
            .map(RegistryFailures::textOf)
            .filter(message -> !message.isBlank())
            .limit(3)
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? "" : " It says: " + text + ".";
  }

  private static String textOf(RegistryJson.ErrorEntry entry) {
    String message = entry.message();
    String code = entry.code();
    String chosen = message != null && !message.isBlank() ? message : code == null ? "" : code;
    return chosen.length() <= 200 ? chosen : chosen.substring(0, 200) + "…";
  }

  private static String waitingRemedy(@Nullable String retryAfter) {
    return retryAfter != null && retryAfter.matches("[0-9]{1,9}")
        ? "Wait " + retryAfter + " s and try again, or sign in to the registry."
        : "Wait a few minutes and try again, or sign in to the registry.";
  }

  private static String location(Reply reply) {
    String location = reply.header("Location");
    return location == null ? "it does not say where." : location;
  }
}
