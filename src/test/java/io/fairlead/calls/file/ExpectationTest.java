package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether expectations hold of one answer. */
class ExpectationTest {

  private static final String BODY =
      """
      {"items":[{"id":7,"name":"a b"},{"id":8.0}],"ok":true,"no":null,"x y":"z","s":"7",
       "empty":[],"length":3}
      """;

  private static final FileReply REPLY =
      new FileReply(
          201,
          List.of(
              new Header("Content-Type", "application/json; charset=utf-8"),
              new Header("X-Tag", "one"),
              new Header("X-Tag", "two")),
          Bytes.of(BODY),
          Duration.ofMillis(250));

  private static Verdict judge(FileReply reply, String text) {
    assertThat(ExpectationSyntax.problem(text)).isEmpty();
    return new Evidence(reply).judge(new Expectation(1, text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status 201",
        "status == 201",
        "status 2xx",
        "status 200-299",
        "status != 500",
        "status != 5xx",
        "status < 300",
        "status >= 201",
        "header content-type contains json",
        "header Content-Type == application/json; charset=utf-8",
        "header content-type matches ^application/.*json",
        "header X-Tag == two",
        "header x-tag != three",
        "header x-none not exists",
        "header x-tag exists",
        "header x-tag contains \"tw\"",
        "json $.items[0].id == 7",
        "json $.items[0].id==7",
        "json $.items[1].id == 8",
        "json $.items[-1].id < 9",
        "json $.items[0].id != 8",
        "json $.items[0].id >= 7",
        "json $.items[0].name == \"a b\"",
        "json $.items[0].name == 'a b'",
        "json $.items[0].name == a b",
        "json $.items[0].name contains b",
        "json $.items[0].name matches ^a",
        "json $.ok == true",
        "json $.no == null",
        "json $.no exists",
        "json $.nothing not exists",
        "json $.nothing != 1",
        "json $['x y'] == \"z\"",
        "json $.s == \"7\"",
        "json $.s != 7",
        "json $.items.length == 2",
        "json $.length == 3",
        "json $.items[*].id contains 7",
        "json $.items[*].id > 6",
        "json $.items[*].id == [7, 8]",
        "json $.empty == []",
        "json $ contains ok",
        "json $.items[0] == {\"name\":\"a b\",\"id\":7}",
        "body contains items",
        "body contains \"ok\":true",
        "body not contains nonsense",
        "body matches \"id\":\\d",
        "body exists",
        "time < 300ms",
        "time < 2s",
        "time <= 250ms",
        "time < 0.3s",
      })
  void holds(String text) {
    assertThat(judge(REPLY, text)).extracting(Verdict::held).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status 200",
        "status 5xx",
        "status != 201",
        "header content-type contains xml",
        "header x-none exists",
        "header x-none contains a",
        "header x-tag != two",
        "json $.items[0].id == 8",
        "json $.items[0].id == \"7\"",
        "json $.s == 7",
        "json $.s < 9",
        "json $.nothing == null",
        "json $.nothing exists",
        "json $.items[2].id == 1",
        "json $.items[*].id > 7",
        "json $.items[*].id == 7",
        "json $.empty[*] > 1",
        "json $.ok == \"true\"",
        "body contains nonsense",
        "body == {}",
        "time < 250ms",
      })
  void doesNotHold(String text) {
    assertThat(judge(REPLY, text)).extracting(Verdict::held).isEqualTo(false);
  }

  @Test
  void theVerdictSaysWhatCame() {
    assertThat(judge(REPLY, "status 200").came()).isEqualTo("201");
    assertThat(judge(REPLY, "header x-none exists").came()).isEqualTo("no such header");
    assertThat(judge(REPLY, "header x-tag == z").came()).isEqualTo("one, two");
    assertThat(judge(REPLY, "json $.items[0].name == c").came()).isEqualTo("\"a b\"");
    assertThat(judge(REPLY, "json $.nothing == c").came()).isEqualTo("nothing there");
    assertThat(judge(REPLY, "time < 2ms").came()).isEqualTo("250 ms");
  }

  @Test
  void aBodyThatIsNoJsonHoldsNothingOfJson() {
    FileReply text = new FileReply(200, List.of(), Bytes.of("hello"), Duration.ZERO);
    assertThat(judge(text, "json $.a not exists").held()).isFalse();
    assertThat(judge(text, "json $.a == 1").came()).isEqualTo("no JSON: hello");
    FileReply nothing = new FileReply(200, List.of(), Bytes.of(""), Duration.ZERO);
    assertThat(judge(nothing, "json $.a == 1").came()).isEqualTo("an empty body");
    assertThat(judge(nothing, "body exists").held()).isFalse();
  }

  @Test
  void nothingIsSaidOfABodyThatIsNotWhole() {
    FileReply cut = new FileReply(200, List.of(), Bytes.of("{}"), Duration.ZERO, "It was cut.");
    assertThat(judge(cut, "status 200").held()).isTrue();
    assertThat(judge(cut, "body contains {").held()).isFalse();
    assertThat(judge(cut, "body not contains x").held()).isFalse();
    assertThat(judge(cut, "json $ exists").came()).contains("It was cut.");
  }

  @Test
  void aLineEndBehindABodyMakesNoDifference() {
    FileReply text = new FileReply(200, List.of(), Bytes.of("hello\n"), Duration.ZERO);
    assertThat(judge(text, "body == hello").held()).isTrue();
    assertThat(judge(text, "body != hello").held()).isFalse();
  }

  @Test
  void aPackedBodyIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    FileReply reply =
        new FileReply(
            200,
            List.of(new Header("Content-Encoding", "gzip")),
            Bytes.of(packed.toByteArray()),
            Duration.ZERO);
    assertThat(judge(reply, "body == hello").held()).isTrue();
  }

  @Test
  void theCharsetOfTheAnswerIsUsed() {
    FileReply reply =
        new FileReply(
            200,
            List.of(new Header("Content-Type", "text/plain; charset=iso-8859-1")),
            Bytes.of("é".getBytes(StandardCharsets.ISO_8859_1)),
            Duration.ZERO);
    assertThat(judge(reply, "body == é").held()).isTrue();
  }

  @Test
  void anExpressionThatWouldTakeForEverIsGivenUp() {
    FileReply reply = new FileReply(200, List.of(), Bytes.of("a".repeat(40)), Duration.ZERO);
    assertThat(judge(reply, "body matches ^(a+)+b$").held()).isFalse();
  }
}
