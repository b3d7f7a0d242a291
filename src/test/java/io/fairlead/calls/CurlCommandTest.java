package io.fairlead.calls;

import static io.fairlead.support.Clients.GATEWAY;
import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pasted curl command becomes a call; what it does not do is said. */
class CurlCommandTest {

  private static final HttpUrl BASE = HttpUrl.get("http://gateway:8080/");

  private static CurlCommand.Parsed parsed(String command) {
    return CurlCommand.parse(command, GATEWAY, BASE).toOptional().orElseThrow();
  }

  private static CallSpec spec(String command) {
    CurlCommand.Parsed parsed = parsed(command);
    assertThat(parsed.notes()).isEmpty();
    return parsed.spec();
  }

  private static Failure refused(String command) {
    return CurlCommand.parse(command, GATEWAY, BASE).toFailure().orElseThrow();
  }

  @Test
  void aCallIsWrittenOnePartALine() {
    CallSpec spec =
        CallSpec.of(function("env", "dev"))
            .withPath("/a b")
            .withQuery("q=it's")
            .withHeaders(List.of(new Header("X-One", "it's"), new Header("X-Empty", "")))
            .withBody(new CallBody.Text("{\"a\": 1}", "application/json"))
            .withOptions(
                CallOptions.DEFAULT
                    .withTimeout(Duration.ofMillis(1500))
                    .withFollowRedirects(true)
                    .withGatewayCredentials(true));
    assertThat(CurlCommand.of(spec, BASE))
        .isEqualTo(
            """
            curl --max-time 1.5 \\
              --location --max-redirs 10 \\
              --header 'X-One: it'\\''s' \\
              --header 'X-Empty;' \\
              --user "$OPENFAAS_USER:$OPENFAAS_PASSWORD" \\
              --header 'Content-Type: application/json' \\
              --data-raw '{"a": 1}' \\
              'http://gateway:8080/function/env.dev/a%20b?q=it%27s'\
            """);
  }

  @Test
  void thePasswordOfTheGatewayIsNeverWritten() {
    HttpUrl base = HttpUrl.get("http://admin:secret@gateway:8080/");
    CallSpec spec =
        CallSpec.of(function("fn")).withOptions(CallOptions.DEFAULT.withGatewayCredentials(true));
    assertThat(CurlCommand.of(spec, base)).doesNotContain("admin", "secret").contains("--user");
    assertThat(FaasCliCommand.of(spec, base).text()).doesNotContain("admin", "secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl http://gateway:8080/function/fn -d hi",
        "curl -d hi http://gateway:8080/function/fn",
        "curl -dhi gateway:8080/function/fn",
        "curl --data=hi http://gateway:8080/function/fn",
        "$ curl --url http://gateway:8080/function/fn --data-raw 'hi'",
        "/usr/bin/curl -sSL -d \"hi\" \\\n  http://gateway:8080/function/fn",
        "curl.exe -vis --compressed -o out.txt -d hi http://gateway:8080/function/fn",
        "curl -sd hi http://gateway:8080/function/fn # a remark",
        "curl http://gateway:8080/function/fn \\  \n -d $'h\\x69'",
        "curl -X POST -d h\\i 'http://gateway:8080/function/fn'",
        "curl \"http://gateway:8080/function/fn\" ^\r\n  -d \"hi\"",
      })
  void aTextIsTheBodyHoweverItIsSpelt(String command) {
    CallSpec spec = parsed(command).spec();
    assertThat(spec.method()).isEqualTo("POST");
    assertThat(spec.function()).isEqualTo(function("fn"));
    assertThat(spec.body()).isEqualTo(new CallBody.Text("hi", "application/x-www-form-urlencoded"));
    assertThat(parsed(command).otherServer()).isEmpty();
    assertThat(parsed(command).notes()).isEmpty();
  }

  @Test
  void theUrlTellsFunctionNamespacePathQueryAndQueue() {
    CallSpec spec = spec("curl 'http://gateway:8080/async-function/fn.dev/a/b?x=1&y=%20'");
    assertThat(spec.function()).isEqualTo(function("fn", "dev"));
    assertThat(spec.mode()).isEqualTo(CallSpec.Mode.ASYNC);
    assertThat(spec.path()).isEqualTo("/a/b");
    assertThat(spec.query()).isEqualTo("x=1&y=%20");
    assertThat(spec.method()).isEqualTo("GET");
  }

  @Test
  void anotherServerIsNamed() {
    CurlCommand.Parsed parsed = parsed("curl https://faas.example.com/api/function/fn/x");
    assertThat(parsed.otherServer()).contains("https://faas.example.com");
    assertThat(parsed.spec().path()).isEqualTo("/x");
  }

  @Test
  void aVariableForTheGatewayIsTakenForThisOne() {
    CurlCommand.Parsed parsed = parsed("curl $OPENFAAS_URL/function/figlet -d hi");
    assertThat(parsed.otherServer()).isEmpty();
    assertThat(parsed.spec().function()).isEqualTo(function("figlet"));
    assertThat(parsed.notes()).anyMatch(note -> note.contains("taken for this gateway"));
  }

  @Test
  void severalDataAreJoinedAndFormFieldsAreFound() {
    assertThat(spec("curl http://gateway:8080/function/fn -d a=1 -d b=2").body())
        .isEqualTo(
            new CallBody.Form(List.of(new CallBody.Field("a", "1"), new CallBody.Field("b", "2"))));
    assertThat(spec("curl http://gateway:8080/function/fn --data-urlencode 'a=x y&z'").body())
        .isEqualTo(new CallBody.Form(List.of(new CallBody.Field("a", "x y&z"))));
  }

  @Test
  void jsonBringsItsTypeAndAccept() {
    CallSpec spec = spec("curl http://gateway:8080/function/fn --json '{\"a\":' --json '1}'");
    assertThat(spec.body()).isEqualTo(new CallBody.Text("{\"a\":1}", "application/json"));
    assertThat(spec.headers()).containsExactly(new Header("Accept", "application/json"));
  }

  @Test
  void aFormHasPartsAndFiles() {
    CallSpec spec =
        spec(
            "curl http://gateway:8080/function/fn -F a=1 -F 'f=@/data/x.png;type=image/png' -F"
                + " 'g=@\"/data/a \\\"b\\\".txt\"' --form-string 'h=@no'");
    assertThat(spec.method()).isEqualTo("POST");
    assertThat(((CallBody.Multipart) spec.body()).parts().subList(2, 4))
        .containsExactly(
            new CallBody.Part("g", "", Optional.of(Path.of("/data/a \"b\".txt"))),
            new CallBody.Part("h", "@no", Optional.empty()));
  }

  @Test
  void filesAndPipesAreBodies() {
    assertThat(
            spec("curl -H 'Content-Type: image/png' --data-binary @/a/b.png"
                    + " http://gateway:8080/function/fn")
                .body())
        .isEqualTo(new CallBody.File(Path.of("/a/b.png"), "image/png"));
    assertThat(spec("curl -T /a/b.bin http://gateway:8080/function/fn").method()).isEqualTo("PUT");
    assertThat(
            spec("echo -n hi | curl -H 'Content-Type: text/plain' --data-binary @-"
                    + " http://gateway:8080/function/fn")
                .body())
        .isEqualTo(new CallBody.Text("hi", "text/plain"));
    assertThat(
            spec("cat a.json | curl -H Content-Type:application/json --data-binary @-"
                    + " gateway:8080/function/fn")
                .body())
        .isEqualTo(new CallBody.File(Path.of("a.json"), "application/json"));
  }

  @Test
  void aHereDocumentIsABody() {
    String command =
        """
        curl http://gateway:8080/function/fn -H 'Content-Type: text/plain' --data-binary @- <<'EOF'
        first 'line'
        second $line
        EOF
        """;
    assertThat(spec(command).body())
        .isEqualTo(new CallBody.Text("first 'line'\nsecond $line\n", "text/plain"));
  }

  @Test
  void dataGoIntoTheQueryWhenAsked() {
    CallSpec spec = spec("curl -G http://gateway:8080/function/fn?x=1 -d a=1 -d b=2");
    assertThat(spec.method()).isEqualTo("GET");
    assertThat(spec.query()).isEqualTo("x=1&a=1&b=2");
    assertThat(spec.body()).isEqualTo(new CallBody.None());
  }

  @Test
  void theShorthandsBecomeHeaders() {
    CallSpec spec =
        spec(
            "curl -I -u me:pass -A agent -e http://from -b 'a=1; b=2' -m 2.5 -L -H 'X-A:  b '"
                + " -H 'X-E;' http://gateway:8080/function/fn");
    assertThat(spec.method()).isEqualTo("HEAD");
    assertThat(spec.headers())
        .containsExactly(
            new Header("Authorization", "Basic bWU6cGFzcw=="),
            new Header("User-Agent", "agent"),
            new Header("Referer", "http://from"),
            new Header("Cookie", "a=1; b=2"),
            new Header("X-A", "b"),
            new Header("X-E", ""));
    assertThat(spec.options().timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(spec.options().followRedirects()).isTrue();
    assertThat(spec.options().gatewayCredentials()).isFalse();
  }

  @Test
  void aBrowsersCopyForBashIsRead() {
    CallSpec spec =
        spec(
            """
            curl 'http://gateway:8080/function/fn?x=1' \\
              -X 'PUT' \\
              -H 'Accept: */*' \\
              -H 'Content-Type: application/json' \\
              --data-raw $'{"it\\'s":"\\u0021"}' \\
              --compressed
            """);
    assertThat(spec.method()).isEqualTo("PUT");
    assertThat(spec.body()).isEqualTo(new CallBody.Text("{\"it's\":\"!\"}", "application/json"));
  }

  @Test
  void aBrowsersCopyForWindowsIsRead() {
    CallSpec spec =
        spec(
            "curl ^\"http://gateway:8080/function/fn?x=1^&y=2^\" ^\r\n"
                + "  -H ^\"Content-Type: application/json^\" ^\r\n"
                + "  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"50^%^\\^\",^\n\n1^}^\"");
    assertThat(spec.query()).isEqualTo("x=1&y=2");
    assertThat(spec.body()).isEqualTo(new CallBody.Text("{\"a\":\"50%\",\n1}", "application/json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-k|--insecure is not honoured",
        "--retry 3|sent once",
        "--proxy http://p:1|--proxy http://p:1 is not honoured",
        "--no-such-thing|--no-such-thing is not known",
        "-?|-? is not known",
        "-b cookies.txt|cookies.txt were left out",
        "-H @headers.txt|headers.txt were left out",
        "http://other/function/x|left out: http://other/function/x",
        "-d @-|left out",
        "--data-urlencode name@file|reads a file",
        "-H nonsense|No header",
        "-H \"X: $TOKEN\"|$TOKEN is a variable",
        "> out.json && rm x|Not part of the call: && rm x",
      })
  void whatACallDoesNotDoIsSaid(String part, String word) {
    List<String> notes = parsed("curl http://gateway:8080/function/fn " + part).notes();
    assertThat(notes).anyMatch(note -> note.contains(word));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wget http://gateway:8080/function/fn|is not curl",
        "curl|names no URL",
        "curl http://gateway:8080/system/info|calls no function",
        "curl 'http://gateway:8080/function/fn|line 1, column 6 is never closed",
        "curl \"http://gateway:8080/function/fn|line 1, column 6 is never closed",
        "curl http://gateway:8080/function/fn -d|wants a value",
        "curl -m soon http://gateway:8080/function/fn|a number of seconds",
        "curl http:///function/fn|no URL",
        "' '|There is no command",
      })
  void whatCannotBeReadNamesThePlace(String command, String word) {
    Failure failure = refused(command);
    assertThat(failure).isInstanceOf(Failure.Rejected.class);
    assertThat(failure.explanation()).contains(word);
  }

  @Test
  void aBasePathOfTheGatewayIsKnown() {
    HttpUrl base = HttpUrl.get("https://host/faas/");
    CurlCommand.Parsed parsed =
        CurlCommand.parse("curl https://host/faas/function/fn", GATEWAY, base)
            .toOptional()
            .orElseThrow();
    assertThat(parsed.otherServer()).isEmpty();
    assertThat(CurlCommand.of(parsed.spec(), base)).contains("https://host/faas/function/fn");
    assertThat(
            CurlCommand.parse("curl https://host/function/fn", GATEWAY, base)
                .toOptional()
                .orElseThrow()
                .otherServer())
        .isPresent();
  }

  @Test
  void faasCliSaysItsOwnWay() {
    CallSpec spec =
        CallSpec.of(function("env", "dev"))
            .withMethod("PUT")
            .withMode(CallSpec.Mode.ASYNC)
            .withQuery("a=x%20y")
            .withHeaders(List.of(new Header("X-Callback-Url", "http://h:1/cb")))
            .withBody(new CallBody.Text("it's", "text/plain"));
    FaasCliCommand command = FaasCliCommand.of(spec, BASE);
    assertThat(command.reason()).isEmpty();
    assertThat(command.text())
        .isEqualTo(
            """
            printf '%s' 'it'\\''s' | faas-cli invoke env \\
              --gateway http://gateway:8080 \\
              --namespace dev \\
              --async \\
              --method PUT \\
              --query 'a=x y' \\
              --header 'X-Callback-Url: http://h:1/cb' \\
              --content-type text/plain\
            """);
  }

  @Test
  void whatFaasCliCannotSayHasAReason() {
    CallSpec spec =
        CallSpec.of(function("fn", "dev")).withBody(new CallBody.Text("x", "text/plain"));
    assertThat(FaasCliCommand.of(spec, BASE).reason()).isEmpty();
    for (CallSpec other :
        List.of(
            spec.withPath("/x"),
            spec.withMethod("OPTIONS"),
            spec.withQuery("flag"),
            spec.withQuery("a=%zz"),
            spec.withHeaders(List.of(new Header("X", ""))),
            spec.withHeaders(List.of(new Header("User-Agent", "me"))),
            spec.withBody(new CallBody.None()),
            spec.withBody(new CallBody.Multipart(List.of())),
            spec.withBody(new CallBody.Binary(ByteString.of((byte) 1), "")),
            spec.withFunction(function("fn")),
            spec.withOptions(CallOptions.DEFAULT.withGatewayCredentials(true)))) {
      assertThat(FaasCliCommand.of(other, BASE).reason()).as("%s", other).isPresent();
    }
  }
}
