package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallGap.Kind;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the book never writes. */
class CallBookSecretsTest {

  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("prod"), "openfaas-fn", "echo");

  private static final String SECRET = "hunter2-0xC0FFEE";

  private final List<CallBook> open = new ArrayList<>();
  @TempDir private Path parent;

  @AfterEach
  void close() {
    open.forEach(CallBook::close);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "AUTHORIZATION",
        "Proxy-Authorization",
        "Cookie",
        "X-Api-Key",
        "x-api_key",
        "apikey",
        "X-Auth-Token",
        "X-My-Token-2",
        "Client-Secret",
        "X-Password",
        "X-Access-Key",
        "X-Session-Id"
      })
  void theValueOfASecretHeaderStaysInMemory(String name) throws IOException {
    CallSpec spec =
        CallSpec.of(ECHO)
            .withHeaders(List.of(new Header("Accept", "text/plain"), new Header(name, SECRET)));
    CallBook book = open();
    book.remember(spec);
    book.save("saved", spec);
    assertThat(book.draft(ECHO)).contains(KeptCall.whole(spec));
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET);
    CallBook next = open();
    List<Header> left = List.of(new Header("Accept", "text/plain"), new Header(name, ""));
    assertThat(next.draft(ECHO))
        .contains(new KeptCall(spec.withHeaders(left), List.of(new CallGap(Kind.HEADER, name))));
    assertThat(next.named(ECHO).getFirst().spec().headers()).isEqualTo(left);
  }

  @Test
  void aSecretInTheQueryIsTakenOutAndTheRestStaysAsItIsWritten() throws IOException {
    CallSpec spec =
        CallSpec.of(ECHO).withQuery("a=%7e&to%6ben=" + SECRET + "&b=1+2&verbose&&password=");
    CallBook book = open();
    book.remember(spec);
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET);
    KeptCall kept = open().draft(ECHO).orElseThrow();
    assertThat(kept.spec().query()).isEqualTo("a=%7e&to%6ben=&b=1+2&verbose&&password=");
    assertThat(kept.gaps()).contains(new CallGap(Kind.QUERY, "token"));
  }

  @Test
  void aSecretInAFormOrAPartIsTakenOut() throws IOException {
    CallBook book = open();
    book.save(
        "form",
        CallSpec.of(ECHO)
            .withBody(
                new CallBody.Form(
                    List.of(
                        new CallBody.Field("user", "ada"),
                        new CallBody.Field("password", SECRET)))));
    book.save(
        "parts",
        CallSpec.of(ECHO)
            .withBody(
                new CallBody.Multipart(
                    List.of(new CallBody.Part("api-key", SECRET, Optional.empty())))));
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET).contains("ada");
    assertThat(open().named(ECHO))
        .extracting(named -> named.call().gaps())
        .containsExactly(
            List.of(new CallGap(Kind.FIELD, "password")),
            List.of(new CallGap(Kind.FIELD, "api-key")));
  }

  @Test
  void aPasswordInsideAUrlIsOneWhereverItStands() throws IOException {
    CallSpec spec =
        CallSpec.of(ECHO)
            .withQuery("next=https%3A%2F%2Fada%3A" + SECRET + "%40example.com%2F")
            .withHeaders(
                List.of(new Header("X-Callback-Url", "https://ada:" + SECRET + "@example.com/")));
    CallBook book = open();
    book.remember(spec);
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET);
    assertThat(open().draft(ECHO).orElseThrow().gaps())
        .containsExactly(
            new CallGap(Kind.QUERY, "next"), new CallGap(Kind.HEADER, "X-Callback-Url"));
  }

  @Test
  void aSecretParameterInsideAUrlIsOneToo() throws IOException {
    CallSpec spec =
        CallSpec.of(ECHO)
            .withHeaders(
                List.of(
                    new Header("Referer", "https://example.com/?page=2"),
                    new Header("Origin", "https://example.com/?page=2&token=" + SECRET)));
    CallBook book = open();
    book.remember(spec);
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET).contains("page=2");
    assertThat(open().draft(ECHO).orElseThrow().gaps())
        .containsExactly(new CallGap(Kind.HEADER, "Origin"));
  }

  @Test
  void aGapStaysAfterAnotherStartAndGoesWhenItIsFilled() {
    CallSpec spec =
        CallSpec.of(ECHO)
            .withHeaders(List.of(new Header("X-Callback-Url", "http://a:" + SECRET + "@b/")));
    CallBook book = open();
    book.remember(spec);
    book.close();
    CallBook second = open();
    CallSpec edited = second.draft(ECHO).orElseThrow().spec().withPath("/x");
    second.remember(edited);
    assertThat(second.draft(ECHO).orElseThrow().gaps()).hasSize(1);
    second.close();
    CallBook third = open();
    assertThat(third.draft(ECHO).orElseThrow().gaps())
        .containsExactly(new CallGap(Kind.HEADER, "X-Callback-Url"));
    third.remember(edited.withHeaders(List.of(new Header("X-Callback-Url", "http://b/"))));
    assertThat(third.draft(ECHO).orElseThrow().gaps()).isEmpty();
    third.close();
    assertThat(open().draft(ECHO).orElseThrow().gaps()).isEmpty();
  }

  @Test
  void aGatewaysPlaceIsWrittenWithoutItsPassword() throws IOException {
    CallBook book =
        CallBook.open(
            parent.resolve("calls"),
            _ -> "https://ada:" + SECRET + "@gateway.example.com/",
            InstantSource.system(),
            (_, _) -> {});
    open.add(book);
    book.remember(CallSpec.of(ECHO).withPath("/a"));
    book.close();
    assertThat(everythingWritten()).doesNotContain(SECRET).contains("gateway.example.com");
  }

  private CallBook open() {
    CallBook book =
        CallBook.open(
            parent.resolve("calls"), GatewayId::value, InstantSource.system(), (_, _) -> {});
    open.add(book);
    return book;
  }

  private String everythingWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file).append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    assertThat(all).isNotEmpty();
    return all.toString();
  }
}
