package io.fairlead.registry;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A client for one registry that speaks the OCI distribution protocol (contract 9.6), anonymous or
 * with an anonymous token.
 *
 * <p>Every method blocks, on a virtual thread of the scope that it is given; closing the scope
 * cancels it. Safe for use from many threads. What the registry or the network does comes back as a
 * failure that names the registry and the repository.
 */
public final class RegistryClient {

  /** How many names a listing holds at most. */
  public static final int MAXIMUM_NAMES = 10_000;

  private static final String CATALOGUE = "List repositories";
  private static final String JSON = "application/json";
  private static final int PAGE = 1_000;
  private static final int MAXIMUM_PAGES = 200;
  private static final Pattern NEXT = Pattern.compile("<(?<url>[^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

  private final HttpTarget target;
  private final String registry;
  private final RegistryFailures failures;
  private final RegistryExchange exchange;

  /** What a registry wants before it shows anything. */
  public enum Admission {
    /** Nothing. */
    OPEN,
    /** A token, which it may give to anybody for a public repository. */
    TOKEN,
    /** A user name and a password. */
    PASSWORD
  }

  /**
   * A client for the registry at the target's base URL, {@code /v2/} not included; see {@link
   * ImageReference#registryUrl()}.
   */
  public RegistryClient(HttpTarget target) {
    this.target = target;
    this.registry = hostOf(target.base());
    this.failures = new RegistryFailures(registry);
    this.exchange = new RegistryExchange(target, failures);
  }

  /** Whether a registry answers there, and what it wants: {@code GET /v2/}. */
  public Outcome<Admission> ping(Scope scope) {
    String attempt = "Reach registry";
    // No token is fetched: the answer to this question is the challenge itself.
    return exchange
        .probe(attempt, target.resolve("v2", "").build(), scope)
        .then(
            reply ->
                switch (reply.status()) {
                  case 200 ->
                      reply.isPage()
                          ? Outcome.failed(failures.unreadable(attempt, "its interface", reply))
                          : Outcome.ok(Admission.OPEN);
                  case 401 ->
                      reply.challenges().isEmpty()
                          ? Outcome.failed(
                              failures.unauthorised(attempt, "its repositories", reply))
                          : Outcome.ok(
                              RegistryExchange.bearerChallenge(reply).isPresent()
                                  ? Admission.TOKEN
                                  : Admission.PASSWORD);
                  default -> Outcome.failed(failures.of(attempt, "its interface", reply));
                });
  }

  /**
   * The repositories that the registry lists, by name: {@code GET /v2/_catalog}. Most hosted
   * registries keep it closed, and the failure says so.
   */
  public Outcome<Listing> repositories(Scope scope) {
    HttpUrl first =
        target.resolve("v2", "_catalog").addQueryParameter("n", String.valueOf(PAGE)).build();
    Question question =
        new Question(CATALOGUE, "its repositories", "", reply -> catalogueRefused(reply));
    return listing(question, first, RegistryClient::repositoriesOf, scope)
        .map(found -> sorted(found, Comparator.naturalOrder()));
  }

  /**
   * The tags of a repository, the one that looks newest first: {@code GET /v2/<name>/tags/list}.
   *
   * @param repository the path, with {@code library/} where Docker Hub wants it
   */
  public Outcome<Listing> tags(String repository, Scope scope) {
    String attempt = "List tags of " + repository;
    String subject = "the repository " + repository;
    HttpUrl first =
        repositoryUrl(target, repository)
            .addPathSegments("tags/list")
            .addQueryParameter("n", String.valueOf(PAGE))
            .build();
    Question question =
        new Question(attempt, subject, repository, reply -> failures.of(attempt, subject, reply));
    return listing(question, first, RegistryClient::tagsOf, scope)
        .map(found -> sorted(found, new TagOrder()));
  }

  /**
   * What the registry knows about an image: its manifest, and its configuration. An image of many
   * platforms is described by its {@code linux/amd64} build, or by the first one without such.
   */
  public Outcome<ImageDetail> manifest(ImageReference image, Scope scope) {
    HttpUrl base = repositoryUrl(target, image.repository()).build();
    return new ManifestReading(exchange, failures, base, image, scope).detail();
  }

  /** {@code /v2/<name>}; the slashes of a repository's path stay slashes. */
  private static HttpUrl.Builder repositoryUrl(HttpTarget target, String repository) {
    return target.resolve("v2").addPathSegments(repository);
  }

  private Outcome<Listing> listing(
      Question question,
      HttpUrl first,
      Function<Reply, Optional<List<String>>> reader,
      Scope scope) {
    Set<String> names = new LinkedHashSet<>();
    Set<HttpUrl> asked = new HashSet<>();
    Optional<HttpUrl> next = Optional.of(first);
    while (next.isPresent() && asked.size() < MAXIMUM_PAGES && asked.add(next.get())) {
      Outcome<Reply> outcome =
          exchange.get(question.attempt(), next.get(), JSON, question.tokenKey(), scope);
      if (!(outcome instanceof Outcome.Ok<Reply>(Reply reply))) {
        return outcome.map(_ -> new Listing(List.of(), false));
      }
      if (reply.status() != 200) {
        return Outcome.failed(question.refusal().apply(reply));
      }
      Optional<List<String>> page = reply.cut() ? Optional.empty() : reader.apply(reply);
      if (page.isEmpty()) {
        return Outcome.failed(failures.unreadable(question.attempt(), question.subject(), reply));
      }
      names.addAll(page.get());
      next = names.size() > MAXIMUM_NAMES ? Optional.empty() : nextPage(reply);
    }
    boolean complete = names.size() <= MAXIMUM_NAMES && next.isEmpty();
    return Outcome.ok(new Listing(names.stream().limit(MAXIMUM_NAMES).toList(), complete));
  }

  /** What is listed: in words, for the token, and as a failure where it is refused. */
  private record Question(
      String attempt, String subject, String tokenKey, Function<Reply, Failure> refusal) {}

  private Failure catalogueRefused(Reply reply) {
    return switch (reply.status()) {
      case 401, 403, 404, 405 -> failures.notListing(CATALOGUE, reply);
      default -> failures.of(CATALOGUE, "its repositories", reply);
    };
  }

  /** The page that a {@code Link} header names, on this registry whatever host it says. */
  private Optional<HttpUrl> nextPage(Reply reply) {
    for (String link : reply.headers().values("Link")) {
      Matcher match = NEXT.matcher(link);
      if (match.find()) {
        // A registry behind a proxy may name its inner address; the path and the query are what
        // counts, and the question never leaves the registry that was chosen.
        return Optional.ofNullable(reply.url().resolve(match.group("url")))
            .map(
                named ->
                    target
                        .base()
                        .newBuilder()
                        .encodedPath(named.encodedPath())
                        .encodedQuery(named.encodedQuery())
                        .build());
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> repositoriesOf(Reply reply) {
    return reply
        .read(RegistryJson.Catalogue.class)
        .map(page -> Objects.requireNonNullElse(page.repositories(), List.of()));
  }

  private static Optional<List<String>> tagsOf(Reply reply) {
    return reply
        .read(RegistryJson.Tags.class)
        .map(page -> Objects.requireNonNullElse(page.tags(), List.of()));
  }

  private static Listing sorted(Listing listing, Comparator<String> order) {
    return new Listing(listing.names().stream().sorted(order).toList(), listing.complete());
  }

  private static String hostOf(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }
}
