package io.fairlead.openfaas;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call goes out as it was written, or not at all. */
class InvocationRequestTest {

  private final Scope scope = new Scope("test");
  private LoopbackServer server;

  @BeforeEach
  void startServer() {
    server = LoopbackServer.answering(LoopbackServer.response("200 OK", "", "ok"));
  }

  @AfterEach
  void stopAll() {
    scope.close();
    server.close();
  }

  private Outcome<InvocationReply> invoke(
      String method, String path, String query, List<Header> headers, String body) {
    Invocation call =
        new Invocation(function("fn"), method, path, query, headers, body.getBytes(), false);
    return Clients.of(server.url()).invoke(call, scope);
  }

  private ReceivedRequest sent(String path, String query) {
    assertThat(invoke("GET", path, query, List.of(), "")).isInstanceOf(Outcome.Ok.class);
    return server.received().getLast();
  }

  private Failure refused(Outcome<InvocationReply> outcome) {
    Failure failure = outcome.toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.Rejected.class);
    assertThat(((Failure.Rejected) failure).status()).isZero();
    assertThat(failure.remedy()).contains("nothing was sent");
    assertThat(server.received()).isEmpty();
    return failure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/ /function/fn/",
        "/a/b /function/fn/a/b",
        "a /function/fn/a",
        "/a//b/ /function/fn/a//b/",
        "/a%2Fb%20c /function/fn/a%2Fb%20c",
        "/100% /function/fn/100%25",
        "/%zz /function/fn/%25zz",
        "/{x}|^\\ /function/fn/%7Bx%7D%7C%5E%5C",
        "/a;b=c,d@e:f$g+h!i*j(k)'l /function/fn/a;b=c,d@e:f$g+h!i*j(k)'l",
        "/ä?#[] /function/fn/%C3%A4%3F%23%5B%5D",
        "/_/health /function/fn/_/health",
        "/... /function/fn/...",
      },
      quoteCharacter = '`')
  void aPathIsSentAsItWasTyped(String path, String expected) {
    assertThat(sent(path, "").target()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a=1&b=2 a=1&b=2",
        "?a=1 a=1",
        "q=a+b q=a+b",
        "q=a%20b%2Bc q=a%20b%2Bc",
        "j={\"a\":1}|^ j=%7B%22a%22:1%7D%7C%5E",
        "flag flag",
        "a=&&b a=&&b",
        "p=/x?y p=/x?y",
        "p=ü p=%C3%BC",
        "p=it's p=it%27s",
        "p=<>`[]# p=%3C%3E%60%5B%5D%23",
      },
      quoteCharacter = '~')
  void aQueryIsSentAsItWasTyped(String query, String expected) {
    assertThat(sent("", query).target()).isEqualTo("/function/fn?" + expected);
  }

  @Test
  void aQueryWithSpacesAndLineEndsIsEncoded() {
    assertThat(sent("", "a b\tc\nd").target()).isEqualTo("/function/fn?a%20b%09c%0Ad");
  }

  @Test
  void theNamespaceBecomesASuffixAndTheBasePathStays() {
    Invocation call =
        new Invocation(function("fn", "dev"), "POST", "/x", "", List.of(), new byte[] {'b'}, true);
    assertThat(Clients.of(server.url() + "/faas/").invoke(call, scope))
        .isInstanceOf(Outcome.Ok.class);
    assertThat(server.received().getFirst().line()).isEqualTo("POST /faas/async-function/fn.dev/x");
    assertThat(server.received().getFirst().bodyText()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..", "/../system/info", "/a/../b", "/./a", "/a/%2e%2e/b", "/a/.%2E", "/."})
  void aPathThatWouldBeResolvedIsRefused(String path) {
    assertThat(refused(invoke("POST", path, "", List.of(), "")).explanation()).contains("..");
  }

  @Test
  void aBodyOnAGetIsRefused() {
    assertThat(refused(invoke("GET", "", "", List.of(), "x")).explanation()).contains("GET");
    assertThat(refused(invoke("HEAD", "", "", List.of(), "x")).explanation()).contains("HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ü", "line\nend", "null\0", "a\rb"})
  void aHeaderValueThatCannotTravelIsRefused(String value) {
    List<Header> headers = List.of(new Header("X-Name", value));
    assertThat(refused(invoke("POST", "", "", headers, "")).explanation()).contains("X-Name");
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", "a\t", " "})
  void aHeaderValueWithBlanksAroundItIsRefused(String value) {
    List<Header> headers = List.of(new Header("X-Name", value));
    assertThat(refused(invoke("POST", "", "", headers, "")).explanation()).contains("blank");
  }

  @Test
  void anEmptyHeaderIsSent() {
    assertThat(invoke("POST", "", "", List.of(new Header("X-Empty", "")), ""))
        .isInstanceOf(Outcome.Ok.class);
    assertThat(server.received().getFirst().header("X-Empty")).contains("");
  }

  @Test
  void headersOfTheConnectionAreSentAsTheyAre() {
    List<Header> headers =
        List.of(
            new Header("Host", "other.example"),
            new Header("Connection", "close"),
            new Header("TE", "trailers"),
            new Header("Keep-Alive", "timeout=1"));
    assertThat(invoke("POST", "", "", headers, "")).isInstanceOf(Outcome.Ok.class);
    assertThat(server.received().getFirst().headers())
        .contains("Host: other.example", "Connection: close", "TE: trailers");
  }

  @Test
  void aHeaderThatHttp2DoesNotHaveIsRefusedOverTls() {
    for (String name : List.of("Connection", "Keep-Alive", "TE", "Proxy-Connection")) {
      Invocation call =
          new Invocation(
              function("fn"), "POST", "", "", List.of(new Header(name, "x")), new byte[0], false);
      Failure failure =
          Clients.of("https://127.0.0.1:1").invoke(call, scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.Rejected.class);
      assertThat(failure.explanation()).contains(name).contains("HTTP/2");
    }
  }

  @Test
  void whatOnlyStandsOnceIsRefusedTwice() {
    Header host = new Header("Host", "a");
    assertThat(refused(invoke("POST", "", "", List.of(host, host), "")).explanation())
        .contains("one header Host");
  }

  @Test
  void aCallThatWouldBecomeAnotherProtocolIsRefused() {
    refused(invoke("GET", "", "", List.of(new Header("Upgrade", "websocket")), ""));
    refused(invoke("CONNECT", "", "", List.of(), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"post", "get", "TRACE", "PROPFIND", "M-SEARCH", "QUERY"})
  void anyOtherMethodIsSentAsItIsWritten(String method) {
    assertThat(invoke(method, "", "", List.of(), "")).isInstanceOf(Outcome.Ok.class);
    assertThat(server.received().getFirst().line()).isEqualTo(method + " /function/fn");
  }

  @Test
  void aVeryLongPathAndQueryAreSent() {
    String query = "q=" + "x".repeat(30_000);
    assertThat(sent("/" + "p".repeat(20_000), query).target()).hasSize(50_000 + 16);
  }

  @Test
  void partsWhoseBoundaryIsNotNamedAreRefused() {
    okhttp3.MultipartBody parts =
        new okhttp3.MultipartBody.Builder("edge").addFormDataPart("a", "1").build();
    Header type = new Header("Content-Type", "multipart/form-data");
    Invocation call =
        new Invocation(
            function("fn"),
            "POST",
            "",
            "",
            List.of(type),
            parts,
            false,
            Invocation.Redirects.SHOW,
            false);
    assertThat(refused(Clients.of(server.url()).invoke(call, scope)).explanation())
        .contains("boundary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Name", "X-Ü", "X:Y", "X\nY"})
  void aHeaderNameThatIsNoneIsRefused(String name) {
    refused(invoke("POST", "", "", List.of(new Header(name, "v")), ""));
  }

  @Test
  void aFramingThatContradictsTheBodyIsRefused() {
    refused(invoke("POST", "", "", List.of(new Header("Content-Length", "7")), "abc"));
    refused(invoke("POST", "", "", List.of(new Header("transfer-encoding", "chunked")), "abc"));
  }

  @Test
  void aMethodThatIsNoneIsRefused() {
    refused(invoke("GE T", "", "", List.of(), ""));
    refused(invoke("", "", "", List.of(), ""));
  }

  @Test
  void headersAreSentAsWrittenAndTwiceWhereTwiceWritten() {
    List<Header> headers =
        List.of(
            new Header("X-One", "1"),
            new Header("X-One", "2"),
            new Header("Content-Type", "application/json"),
            new Header("User-Agent", "mine"));
    assertThat(invoke("POST", "", "", headers, "{}")).isInstanceOf(Outcome.Ok.class);
    ReceivedRequest request = server.received().getFirst();
    assertThat(request.headers()).contains("X-One: 1", "X-One: 2", "User-Agent: mine");
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.header("Content-Length")).contains("2");
  }

  @Test
  void aBodyLargerThanTheLimitIsKeptInPartAndSaysSo() {
    int size = GatewayClient.MAX_REPLY_BYTES + 1000;
    try (LoopbackServer big =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "x".repeat(size)))) {
      Invocation call =
          new Invocation(function("fn"), "GET", "", "", List.of(), new byte[0], false);
      InvocationReply reply = Clients.of(big.url()).invoke(call, scope).toOptional().orElseThrow();
      assertThat(reply.body().size()).isEqualTo(GatewayClient.MAX_REPLY_BYTES);
      assertThat(reply.truncated()).isTrue();
      assertThat(reply.truncation()).contains("longer");
    }
  }
}
