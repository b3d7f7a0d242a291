package io.fairlead.calls.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.HistoryEntry.Answered;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is called, no secret of it is in any file of the history. */
class HistorySecretsTest {

  private static final String TOKEN = "tok-0123456789-ABCDEF";
  private static final String PASSWORD = "hunter2/ü+\"x";
  private static final String PAIR =
      Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;

  @Test
  void headersThatAuthenticateAreMissingAndTheCallSaysSo() throws IOException {
    CallSpec spec =
        Made.spec("env")
            .withHeaders(
                List.of(
                    new Header("Authorization", "Bearer " + TOKEN),
                    new Header("Cookie", "theme=dark; sid=cookie-value-77"),
                    new Header("X-Api-Key", "key-value-42"),
                    new Header("X-Trace", "seen")));
    HistoryEntry entry =
        kept(
            Made.answered(
                spec,
                200,
                List.of(new Header("Set-Cookie", "sid=fresh-cookie-1; Path=/; HttpOnly")),
                "Http_Authorization=Bearer "
                    + TOKEN
                    + "\nHttp_Cookie=theme=dark; sid=cookie-value-77\nfresh-cookie-1\nX=y"));

    assertNowhere(TOKEN, "cookie-value-77", "key-value-42", "fresh-cookie-1");
    assertThat(entry.call().gaps())
        .contains(
            new CallGap(CallGap.Kind.HEADER, "Authorization"),
            new CallGap(CallGap.Kind.HEADER, "Cookie"),
            new CallGap(CallGap.Kind.HEADER, "X-Api-Key"));
    assertThat(entry.call().spec().headers()).contains(new Header("X-Trace", "seen"));
    assertThat(answer(entry)).contains("X=y");
  }

  @Test
  void aPasswordIsFoundHoweverItIsWritten() throws IOException {
    CallSpec spec =
        Made.spec("env").withHeaders(List.of(new Header("Authorization", "Basic " + PAIR)));
    kept(
        Made.answered(
            spec,
            200,
            "plain admin:"
                + PASSWORD
                + " json {\"x\":\"hunter2/ü+\\\"x\"} url hunter2%2F%C3%BC%2B%22x base64 "
                + PAIR
                + " end"));
    assertNowhere(PASSWORD, "hunter2", PAIR);
  }

  @Test
  void secretsOfUrlsFormsAndJsonAreMissing() throws IOException {
    HistoryEntry entry =
        kept(
            Made.answered(
                Made.spec("echo")
                    .withQuery("a=1&access_token=query-secret&b=2")
                    .withBody(
                        new CallBody.Text(
                            "{\"user\":\"me\",\"password\":\"json-secret\","
                                + "\"credentials\":{\"a\":[\"nested-secret\"]},\"pin\":1}",
                            "application/json")),
                302,
                List.of(new Header("Location", "https://me:url-secret@host/x?token=loc-secret")),
                "{\"args\":\"query-secret\",\"apiKey\":\"answer-secret\",\"n\":7}"));
    assertNowhere(
        "query-secret",
        "json-secret",
        "nested-secret",
        "url-secret",
        "loc-secret",
        "answer-secret");
    assertThat(entry.call().spec().query()).isEqualTo("a=1&access_token=&b=2");
    assertThat(answer(entry)).contains("\"n\":7");

    HistoryEntry form =
        kept(
            Made.answered(
                Made.spec("echo")
                    .withBody(
                        new CallBody.Form(
                            List.of(
                                new CallBody.Field("user", "me"),
                                new CallBody.Field("passwd", "form-secret")))),
                200,
                "user=me&passwd=form-secret"));
    assertNowhere("form-secret");
    assertThat(form.call().gaps()).containsExactly(new CallGap(CallGap.Kind.FIELD, "passwd"));
  }

  @Test
  void whatTheGatewayKnowsAndTheCallbackPathAreMissingToo() throws IOException {
    MadeCall made =
        Made.answered(
            Made.spec("env")
                .withHeaders(
                    List.of(new Header("X-Callback-Url", "http://h:1/callback/path-secret"))),
            200,
            List.of(),
            ByteString.encodeUtf8("basic gateway-password and /callback/path-secret"),
            List.of("gateway-password"));
    kept(made);
    assertNowhere("gateway-password", "path-secret");
  }

  @Test
  void compressedBinaryAndCutBodiesHideNothing() throws IOException {
    CallSpec spec =
        Made.spec("env").withHeaders(List.of(new Header("Authorization", "Bearer " + TOKEN)));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(("ahoy " + TOKEN).getBytes(StandardCharsets.UTF_8));
    }
    HistoryEntry unpacked =
        kept(
            Made.answered(
                spec,
                200,
                List.of(new Header("Content-Encoding", "gzip")),
                ByteString.of(packed.toByteArray()),
                List.of()));
    assertThat(answer(unpacked)).isEqualTo("ahoy [redacted]");

    kept(
        Made.answered(
            spec,
            200,
            List.of(),
            ByteString.encodeString("\0\u00ff\u00fe" + TOKEN, StandardCharsets.ISO_8859_1),
            List.of()));
    HistoryEntry unknown =
        kept(
            Made.answered(
                spec,
                200,
                List.of(new Header("Content-Encoding", "br")),
                ByteString.encodeUtf8("packed " + TOKEN),
                List.of()));
    assertThat(((Answered) unknown.ending()).body().isCut()).isTrue();
    String filler = "x".repeat(HistoryLimits.DEFAULT.bodyBytes() - 10);
    kept(Made.answered(spec, 200, filler + TOKEN + filler));
    kept(Made.answered(spec, 200, "y".repeat(MadeCall.SAMPLE_BYTES - 9) + TOKEN));
    assertNowhere(TOKEN, TOKEN.substring(0, 9));
  }

  @Test
  void tokensAndKeysThatNobodyNamedAreMissing() throws IOException {
    kept(
        Made.answered(
            Made.spec("env"),
            200,
            "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\nDB_PASSWORD=en v ironment\n"
                + "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\n"
                + "<secret>element-secret</secret> {\\\"password\\\":\\\"inner-secret\\\"}"));
    assertNowhere("eyJzdWIi", "ironment", "MIIabc", "element-secret", "inner-secret");
  }

  private HistoryEntry kept(MadeCall made) {
    try (CallHistory history =
        CallHistory.in(folder, InstantSource.system(), (delay, task) -> {})) {
      history.open();
      history.record(made);
      assertThat(history.awaitWritten(Duration.ofSeconds(5))).isTrue();
      return history.find(history.search(HistoryQuery.ALL, 1).rows().getFirst().id()).orElseThrow();
    }
  }

  private static String answer(HistoryEntry entry) {
    return ((Answered) entry.ending()).body().bytes().utf8();
  }

  private void assertNowhere(String... secrets) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        ByteString content = ByteString.of(Files.readAllBytes(file));
        for (String secret : secrets) {
          assertThat(content.indexOf(ByteString.encodeUtf8(secret)))
              .as("%s in %s", secret, file.getFileName())
              .isEqualTo(-1);
        }
      }
    }
  }
}
