package io.fairlead.registry;

import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Challenge;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One GET towards a registry with what it asks for first: an anonymous token (contract 9.6). Tokens
 * are kept per repository and fetched again when the registry no longer takes them.
 */
final class RegistryExchange {

  private static final int MAXIMUM_TOKENS = 64;
  private static final int MAXIMUM_REDIRECTS = 3;

  private final HttpTarget target;
  private final RegistryFailures failures;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  RegistryExchange(HttpTarget target, RegistryFailures failures) {
    this.target = target;
    this.failures = failures;
  }

  /**
   * Asks once, and once more with a token where the answer is a bearer challenge. Gives every
   * status back as a reply; only the network and the token server make it a failure.
   *
   * @param tokenKey what a token is valid for: the repository, or empty for the registry itself
   */
  Outcome<Reply> get(String attempt, HttpUrl url, String accept, String tokenKey, Scope scope) {
    String known = tokens.get(tokenKey);
    Outcome<Reply> first = send(attempt, url, accept, known, scope);
    return first.then(
        reply -> {
          Optional<Challenge> bearer = bearerChallenge(reply);
          return bearer.isEmpty()
              ? Outcome.ok(reply)
              : token(attempt, bearer.get(), scope)
                  .then(
                      token -> {
                        remember(tokenKey, token);
                        return send(attempt, url, accept, token, scope);
                      });
        });
  }

  /**
   * As {@link #get}, and follows redirects to storage; the token stays with the registry's own
   * host.
   */
  Outcome<Reply> getFollowing(
      String attempt, HttpUrl url, String accept, String tokenKey, Scope scope) {
    Outcome<Reply> outcome = get(attempt, url, accept, tokenKey, scope);
    for (int i = 0; i < MAXIMUM_REDIRECTS; i++) {
      Optional<HttpUrl> next = outcome.toOptional().flatMap(this::followable);
      if (next.isEmpty()) {
        return outcome;
      }
      outcome =
          isOwn(next.get())
              ? get(attempt, next.get(), accept, tokenKey, scope)
              : send(attempt, next.get(), accept, null, scope);
    }
    return outcome;
  }

  /** Asks without any token and gives the answer back as it is. */
  Outcome<Reply> probe(String attempt, HttpUrl url, Scope scope) {
    return send(attempt, url, "application/json", null, scope);
  }

  static Optional<Challenge> bearerChallenge(Reply reply) {
    return reply.challenges().stream()
        .filter(challenge -> challenge.scheme().equalsIgnoreCase("Bearer"))
        .filter(challenge -> challenge.authParams().containsKey("realm"))
        .findFirst();
  }

  private Optional<HttpUrl> followable(Reply reply) {
    String location = reply.header("Location");
    if (!reply.isRedirect() || location == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(reply.url().resolve(location)).filter(this::isTrusted);
  }

  private Outcome<Reply> send(
      String attempt, HttpUrl url, String accept, @Nullable String token, Scope scope) {
    Request.Builder request = new Request.Builder().url(url).header("Accept", accept);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return target.exchange(
        attempt,
        request.build(),
        HttpTarget.Effect.READS,
        token == null ? HttpTarget.Access.WITH_CREDENTIALS : HttpTarget.Access.ANONYMOUS,
        scope,
        (response, _) -> Outcome.ok(Reply.of(response)));
  }

  private Outcome<String> token(String attempt, Challenge challenge, Scope scope) {
    String written = challenge.authParams().getOrDefault("realm", "");
    HttpUrl realm = HttpUrl.parse(written);
    if (realm == null || !isTrusted(realm)) {
      return Outcome.failed(
          failures.noToken(
              attempt,
              target.base().redact(),
              "The registry "
                  + target.base().host()
                  + " wants a token from an address that is not safe: \""
                  + written
                  + "\".",
              String.valueOf(challenge)));
    }
    Request request = new Request.Builder().url(tokenUrl(realm, challenge.authParams())).build();
    return target
        .exchange(
            attempt,
            request,
            HttpTarget.Effect.READS,
            HttpTarget.Access.ANONYMOUS,
            scope,
            (response, _) -> Outcome.ok(Reply.of(response)))
        .then(reply -> read(attempt, reply));
  }

  private static HttpUrl tokenUrl(HttpUrl realm, Map<String, String> challenge) {
    HttpUrl.Builder url = realm.newBuilder();
    for (String name : new String[] {"service", "scope"}) {
      String value = challenge.get(name);
      if (value != null) {
        url.setQueryParameter(name, value);
      }
    }
    return url.build();
  }

  private Outcome<String> read(String attempt, Reply reply) {
    String subject = "a token from " + reply.url().host();
    if (reply.status() != 200) {
      return Outcome.failed(failures.of(attempt, subject, reply));
    }
    return reply
        .read(RegistryJson.Token.class)
        .map(body -> Objects.requireNonNullElse(body.value(), ""))
        .filter(RegistryExchange::isHeaderSafe)
        .map(Outcome::ok)
        .orElseGet(() -> Outcome.failed(failures.unreadable(attempt, subject, reply)));
  }

  /** A token is sent only where nobody on the way can read it. */
  private boolean isTrusted(HttpUrl url) {
    // A registry elsewhere has no business with this machine's own services.
    boolean here = Loopback.isLoopback(target.base().host());
    return (Loopback.isLoopback(url.host()) ? here : url.isHttps()) || isOwn(url);
  }

  private boolean isOwn(HttpUrl url) {
    HttpUrl base = target.base();
    return url.host().equals(base.host())
        && url.port() == base.port()
        && url.scheme().equals(base.scheme());
  }

  private static boolean isHeaderSafe(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private void remember(String key, String token) {
    if (tokens.size() >= MAXIMUM_TOKENS) {
      tokens.clear();
    }
    tokens.put(key, token);
  }
}
