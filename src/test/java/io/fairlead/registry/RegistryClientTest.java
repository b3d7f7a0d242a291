package io.fairlead.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {

  private final MockWebServer server = new MockWebServer();
  private final Scope scope = new Scope("registry-test");
  private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private String token = "";
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            String target = request.getTarget();
            if (target.startsWith("/v2/") && !token.isEmpty() && !isAuthorised(request)) {
              return challenge("/token");
            }
            return answers.getOrDefault(target, new MockResponse.Builder().code(404).build());
          }
        });
    server.start();
    client = new RegistryClient(HttpTarget.of(server.url("/"), null));
  }

  @AfterEach
  void stop() {
    scope.close();
    server.close();
  }

  private boolean isAuthorised(RecordedRequest request) {
    return ("Bearer " + token).equals(request.getHeaders().get("Authorization"));
  }

  private MockResponse challenge(String realm) {
    HttpUrl resolved = server.url("/").resolve(realm);
    return json(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"sign in first\"}]}")
        .newBuilder()
        .addHeader(
            "WWW-Authenticate",
            "Bearer realm=\"%s\",service=\"registry.test\",scope=\"repository:team/fn:pull\""
                .formatted(resolved))
        .build();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse page(String body, String next) {
    return json(200, body).newBuilder().addHeader("Link", "<" + next + ">; rel=\"next\"").build();
  }

  private static String tags(List<String> tags) {
    return "{\"name\":\"team/fn\",\"tags\":["
        + tags.stream().map(tag -> '"' + tag + '"').collect(Collectors.joining(","))
        + "]}";
  }

  private static Failure failure(Outcome<?> outcome) {
    return outcome.toFailure().orElseThrow();
  }

  private static <T> T value(Outcome<T> outcome) {
    assertThat(outcome.toFailure()).isEmpty();
    return outcome.toOptional().orElseThrow();
  }

  @Test
  void anOpenRegistryAnswersThePing() {
    answers.put("/v2/", json(200, "{}"));

    assertThat(value(client.ping(scope))).isEqualTo(RegistryClient.Admission.OPEN);
  }

  @Test
  void aPingTellsWhatTheRegistryWants() {
    answers.put("/v2/", challenge("/token"));
    assertThat(value(client.ping(scope))).isEqualTo(RegistryClient.Admission.TOKEN);

    answers.put(
        "/v2/",
        json(401, "").newBuilder().addHeader("WWW-Authenticate", "Basic realm=\"r\"").build());
    assertThat(value(client.ping(scope))).isEqualTo(RegistryClient.Admission.PASSWORD);
  }

  @Test
  void aWebPageIsNoRegistry() {
    answers.put(
        "/v2/",
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/html; charset=utf-8")
            .body("<html>Sign in</html>")
            .build());

    Failure failure = failure(client.ping(scope));

    assertThat(failure).isInstanceOf(Failure.BadPayload.class);
    assertThat(failure.explanation()).contains(host()).contains("web page");
    assertThat(failure.evidence()).contains("Sign in");
  }

  @Test
  void tagsOfAllPagesComeNewestFirst() {
    answers.put(
        "/v2/team/fn/tags/list?n=1000",
        page(tags(List.of("1.9", "1.10")), "/v2/team/fn/tags/list?last=1.10&n=1000"));
    answers.put(
        "/v2/team/fn/tags/list?last=1.10&n=1000",
        page(
            tags(List.of("latest")),
            "http://inner.example:5000/v2/team/fn/tags/list?last=latest&n=1000"));
    answers.put("/v2/team/fn/tags/list?last=latest&n=1000", json(200, tags(List.of("v1.10.1"))));

    Listing listing = value(client.tags("team/fn", scope));

    assertThat(listing.names()).containsExactly("latest", "v1.10.1", "1.10", "1.9");
    assertThat(listing.complete()).isTrue();
    assertThat(requests).hasSize(3);
  }

  @Test
  void aRepositoryWithoutTagsIsEmpty() {
    answers.put("/v2/team/fn/tags/list?n=1000", json(200, "{\"name\":\"team/fn\",\"tags\":null}"));

    assertThat(value(client.tags("team/fn", scope)).names()).isEmpty();
  }

  @Test
  void aPageThatNamesItselfEndsTheListing() {
    String self = "/v2/team/fn/tags/list?n=1000";
    answers.put(self, page(tags(List.of("a")), self));

    Listing listing = value(client.tags("team/fn", scope));

    assertThat(listing.names()).containsExactly("a");
    assertThat(listing.complete()).isFalse();
    assertThat(requests).hasSize(1);
  }

  @Test
  void aListingEndsAtTenThousandNamesAndSaysSo() {
    for (int i = 0; i < 12; i++) {
      int first = i * 1_000;
      List<String> names = IntStream.range(first, first + 1_000).mapToObj(n -> "t" + n).toList();
      String at = i == 0 ? "?n=1000" : "?n=1000&last=" + i;
      answers.put(
          "/v2/team/fn/tags/list" + at,
          page(tags(names), "/v2/team/fn/tags/list?n=1000&last=" + (i + 1)));
    }

    Listing listing = value(client.tags("team/fn", scope));

    assertThat(listing.names()).hasSize(RegistryClient.MAXIMUM_NAMES);
    assertThat(listing.complete()).isFalse();
    assertThat(requests).hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void anAnonymousTokenIsFetchedOnceAndReused() {
    token = "abc.def";
    answers.put(
        "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull",
        json(200, "{\"token\":\"abc.def\",\"expires_in\":60}"));
    answers.put("/v2/team/fn/tags/list?n=1000", json(200, tags(List.of("v1"))));

    assertThat(value(client.tags("team/fn", scope)).names()).containsExactly("v1");
    assertThat(value(client.tags("team/fn", scope)).names()).containsExactly("v1");

    assertThat(requests.stream().filter(request -> request.getTarget().startsWith("/token")))
        .hasSize(1)
        .allMatch(request -> request.getHeaders().get("Authorization") == null);
  }

  @Test
  void anExpiredTokenIsFetchedAgain() {
    String tokenUrl = "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull";
    answers.put("/v2/team/fn/tags/list?n=1000", json(200, tags(List.of("v1"))));
    token = "first";
    answers.put(tokenUrl, json(200, "{\"access_token\":\"first\"}"));
    value(client.tags("team/fn", scope));
    token = "second";
    answers.put(tokenUrl, json(200, "{\"access_token\":\"second\"}"));

    assertThat(value(client.tags("team/fn", scope)).names()).containsExactly("v1");
  }

  @Test
  void aTokenThatIsNotEnoughIsNotAskedForAgainAndAgain() {
    token = "never-given";
    answers.put(
        "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull",
        json(200, "{\"token\":\"too-weak\"}"));

    Failure failure = failure(client.tags("team/fn", scope));

    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
    assertThat(failure.explanation())
        .contains(host())
        .contains("team/fn")
        .contains("sign in first");
    assertThat(failure.remedy()).contains("credentials for this registry");
    assertThat(requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example/token", "ftp://127.0.0.1/token", "/relative"})
  void aTokenIsNeverFetchedFromAnUnsafeAddress(String realm) {
    answers.put(
        "/v2/team/fn/tags/list?n=1000",
        json(401, "{}")
            .newBuilder()
            .addHeader("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\"")
            .build());

    Failure failure = failure(client.tags("team/fn", scope));

    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
    assertThat(failure.explanation()).contains("not safe").contains(realm);
    assertThat(requests).hasSize(1);
  }

  @Test
  void aTokenThatWouldBreakAHeaderIsRefused() {
    token = "x";
    answers.put(
        "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull",
        json(200, "{\"token\":\"a\\r\\nHost: evil\"}"));

    assertThat(failure(client.tags("team/fn", scope))).isInstanceOf(Failure.BadPayload.class);
  }

  @Test
  void anAbsentRepositoryIsNamedInTheRegistrysOwnWords() {
    answers.put(
        "/v2/team/fn/tags/list?n=1000",
        json(
            404,
            "{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"repository name not"
                + " known\"}]}"));

    Failure failure = failure(client.tags("team/fn", scope));

    assertThat(failure).isInstanceOf(Failure.NotFound.class);
    assertThat(failure.explanation())
        .contains(host())
        .contains("team/fn")
        .contains("repository name not known");
    assertThat(failure.remedy()).contains("spelling");
  }

  @Test
  void aRateLimitSaysHowLongToWait() {
    answers.put(
        "/v2/team/fn/tags/list?n=1000",
        json(429, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}")
            .newBuilder()
            .addHeader("Retry-After", "37")
            .build());

    Failure failure = failure(client.tags("team/fn", scope));

    assertThat(failure).isInstanceOf(Failure.Rejected.class);
    assertThat(failure.explanation()).contains(host()).contains("slow down");
    assertThat(failure.remedy()).contains("37 s");
  }

  @Test
  void aForbiddenRepositoryAndABrokenRegistryAreToldApart() {
    answers.put("/v2/team/fn/tags/list?n=1000", json(403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));
    assertThat(failure(client.tags("team/fn", scope)))
        .isInstanceOf(Failure.Forbidden.class)
        .extracting(Failure::explanation)
        .asString()
        .contains("DENIED");

    answers.put("/v2/team/fn/tags/list?n=1000", json(503, ""));
    assertThat(failure(client.tags("team/fn", scope))).isInstanceOf(Failure.ServerError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<p>hello</p>", "{\"tags\":\"a\"}", "{\"tags\":[", "null"})
  void whatIsNotAListOfTagsIsABadPayload(String body) {
    answers.put("/v2/team/fn/tags/list?n=1000", json(200, body));

    Failure failure = failure(client.tags("team/fn", scope));

    assertThat(failure).isInstanceOf(Failure.BadPayload.class);
    assertThat(failure.explanation()).contains(host()).contains("team/fn");
  }

  @Test
  void anEndlessBodyIsCut() {
    answers.put("/v2/team/fn/tags/list?n=1000", json(200, tags(List.of("x".repeat(5 << 20)))));

    assertThat(failure(client.tags("team/fn", scope)).explanation()).contains("4 MiB");
  }

  @Test
  void aRegistryWithoutCatalogueSaysWhatToDoInstead() {
    answers.put("/v2/_catalog?n=1000", json(404, ""));

    Failure failure = failure(client.repositories(scope));

    assertThat(failure).isInstanceOf(Failure.NotFound.class);
    assertThat(failure.explanation()).contains("does not list");
    assertThat(failure.remedy()).contains("type the repository's name");
  }

  @Test
  void aClosedCatalogueIsExplainedAsWell() {
    token = "x";
    answers.put(
        "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull",
        json(200, "{\"token\":\"weak\"}"));

    Failure failure = failure(client.repositories(scope));

    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
    assertThat(failure.remedy()).contains("type the repository's name");
  }

  @Test
  void aCatalogueOfTwoPagesIsSorted() {
    answers.put("/v2/_catalog?n=1000", page("{\"repositories\":[\"b\"]}", "/v2/_catalog?last=b"));
    answers.put("/v2/_catalog?last=b", json(200, "{\"repositories\":[\"a/c\"]}"));

    assertThat(value(client.repositories(scope)).names()).containsExactly("a/c", "b");
  }

  @Test
  void anImageOfOnePlatformIsDescribedByItsConfiguration() {
    serveSingle();

    ImageDetail detail = value(client.manifest(image("team/fn:v1"), scope));

    assertThat(detail.digest()).isEqualTo("sha256:told");
    assertThat(detail.platforms()).containsExactly("linux/arm64/v8");
    assertThat(detail.runsOn("aarch64")).isTrue();
    assertThat(detail.runsOn("x86_64")).isFalse();
    assertThat(detail.created()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(detail.size()).isEqualTo(300);
    assertThat(detail.env()).containsEntry("fprocess", "cat").containsEntry("EMPTY", "");
    assertThat(detail.labels()).containsEntry("org.opencontainers.image.source", "https://x");
    assertThat(detail.exposedPorts()).containsExactly("8080/tcp");
    assertThat(detail.entrypoint()).containsExactly("fwatchdog");
  }

  @Test
  void anIndexListsItsPlatformsWithoutAttestations() {
    serveSingle();
    String index =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
          {"digest":"sha256:att","size":1,"platform":{"os":"unknown","architecture":"unknown"}},
          {"digest":"sha256:arm","size":1,"platform":{"os":"linux","architecture":"arm64"}},
          {"digest":"%s","size":1,"platform":{"os":"linux","architecture":"amd64"}}]}\
        """
            .formatted(sha256(SINGLE));
    answers.put("/v2/team/fn/manifests/multi", json(200, index));
    answers.put("/v2/team/fn/manifests/" + sha256(SINGLE), json(200, SINGLE));

    ImageDetail detail = value(client.manifest(image("team/fn:multi"), scope));

    assertThat(detail.platforms()).containsExactly("linux/arm64", "linux/amd64");
    assertThat(detail.mediaType()).isEqualTo("application/vnd.oci.image.index.v1+json");
    assertThat(detail.digest()).isEqualTo(sha256(index));
    assertThat(detail.size()).isEqualTo(300);
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsRefused() {
    String digest = sha256("something else");
    answers.put("/v2/team/fn/manifests/" + digest, json(200, SINGLE));

    Failure failure = failure(client.manifest(image("team/fn@" + digest), scope));

    assertThat(failure).isInstanceOf(Failure.BadPayload.class);
    assertThat(failure.explanation()).contains(sha256(SINGLE));
  }

  @Test
  void aBlobInForeignStorageIsFetchedWithoutTheToken() throws IOException {
    serveSingle();
    token = "abc";
    answers.put(
        "/token?service=registry.test&scope=repository%3Ateam%2Ffn%3Apull",
        json(200, "{\"token\":\"abc\"}"));
    try (MockWebServer storage = new MockWebServer()) {
      storage.enqueue(json(200, CONFIGURATION));
      storage.start();
      answers.put(
          "/v2/team/fn/blobs/sha256:cfg",
          new MockResponse.Builder()
              .code(307)
              .addHeader("Location", storage.url("/bucket?sig=1").toString())
              .build());

      assertThat(value(client.manifest(image("team/fn:v1"), scope)).size()).isEqualTo(300);
      assertThat(takeFrom(storage).getHeaders().get("Authorization")).isNull();
    }
  }

  @Test
  void anAbsentTagNamesTheImage() {
    Failure failure = failure(client.manifest(image("team/fn:gone"), scope));

    assertThat(failure).isInstanceOf(Failure.NotFound.class);
    assertThat(failure.attempt()).isEqualTo("Inspect image " + host() + "/team/fn:gone");
    assertThat(failure.explanation()).contains("team/fn:gone");
  }

  @Test
  void nothingListeningIsUnreachable() {
    server.close();

    assertThat(failure(client.ping(scope))).isInstanceOf(Failure.Unreachable.class);
  }

  private static final String SINGLE =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
       "config":{"digest":"sha256:cfg","size":10},
       "layers":[{"digest":"sha256:a","size":100},{"digest":"sha256:b","size":200}]}\
      """;

  private static final String CONFIGURATION =
      """
      {"created":"2026-01-02T03:04:05Z","os":"linux","architecture":"arm64","variant":"v8",
       "config":{"Env":["fprocess=cat","EMPTY="],"ExposedPorts":{"8080/tcp":{}},
       "Labels":{"org.opencontainers.image.source":"https://x"},"Entrypoint":["fwatchdog"]}}\
      """;

  private void serveSingle() {
    answers.put(
        "/v2/team/fn/manifests/v1",
        json(200, SINGLE).newBuilder().addHeader("Docker-Content-Digest", "sha256:told").build());
    answers.put("/v2/team/fn/blobs/sha256:cfg", json(200, CONFIGURATION));
  }

  private static RecordedRequest takeFrom(MockWebServer from) {
    try {
      return from.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String host() {
    return server.url("/").host() + ":" + server.getPort();
  }

  private ImageReference image(String path) {
    return ImageReference.parse(host() + "/" + path).toOptional().orElseThrow();
  }

  private static String sha256(String text) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
