package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests become when their variables are filled in. */
class PreparationTest {

  private static final Path SHOP = Path.of("src/test/resources/callfiles/shop");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final Answers answers = new Answers();

  private Preparation.Result prepare(Environment environment, String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    CallFile file = CallFileReader.parse(folder.resolve("a.http"), bytes);
    assertThat(file.problems()).isEmpty();
    return new Preparation(file.calls().getLast(), environment, "http://gw:8080", answers, CLOCK)
        .prepare();
  }

  private PreparedCall ready(String... lines) {
    assertThat(prepare(Environment.NONE, lines)).isInstanceOf(Preparation.Ready.class);
    return ((Preparation.Ready) prepare(Environment.NONE, lines)).call();
  }

  private FileProblem problem(Environment environment, String... lines) {
    assertThat(prepare(environment, lines)).isInstanceOf(Preparation.NotReady.class);
    return ((Preparation.NotReady) prepare(environment, lines)).problem();
  }

  private static String sent(PreparedCall call) throws IOException {
    Buffer buffer = new Buffer();
    call.body().toRequestBody().toOptional().orElseThrow().writeTo(buffer);
    return buffer.readUtf8();
  }

  private static Environment shop(String name) {
    return Environments.of(SHOP, SHOP).find(name).orElseThrow();
  }

  @Test
  void variablesAreFilledInEverywhere() throws IOException {
    PreparedCall call =
        ready(
            "@x = 1",
            "@y = {{x}}2",
            "POST {{gateway}}/function/{{y}}?q={{ x }}",
            "X-{{x}}: a{{y}}",
            "",
            "{\"y\": {{y}}, \"t\": \"{{ not one!\", \"m\": \"{{#if}}\"}");
    assertThat(call.url()).isEqualTo("http://gw:8080/function/12?q=1");
    assertThat(call.headers()).containsExactly(new Header("X-1", "a12"));
    assertThat(sent(call)).isEqualTo("{\"y\": 12, \"t\": \"{{ not one!\", \"m\": \"{{#if}}\"}");
  }

  @Test
  void theGatewayIsTheOneThatIsRunAgainstWhateverAFileSays() {
    assertThat(ready("@gateway = http://other", "GET {{gateway}}/x").url())
        .isEqualTo("http://gw:8080/x");
  }

  @Test
  void aRingIsNamedWhole() {
    FileProblem inFile =
        problem(Environment.NONE, "@a = {{b}}", "@b = x{{c}}", "@c = {{a}}", "GET http://h/{{b}}");
    assertThat(inFile.explanation()).contains("b → c → a → b");
    assertThat(inFile.line()).isEqualTo(4);
    assertThat(problem(shop("loop"), "GET http://h/{{a}}").explanation()).contains("a → b → c → a");
    assertThat(problem(Environment.NONE, "@a = {{a}}", "GET http://h/{{a}}").explanation())
        .contains("a → a");
  }

  @Test
  void variablesThatGrowWithoutEndAreStopped() {
    String[] lines = new String[31];
    lines[0] = "@v0 = 0123456789";
    for (int i = 1; i < 30; i++) {
      lines[i] = "@v" + i + " = {{v" + (i - 1) + "}}{{v" + (i - 1) + "}}";
    }
    lines[30] = "GET http://h/{{v29}}";
    assertThat(problem(Environment.NONE, lines).explanation()).contains("longer than 8 MiB");
  }

  @Test
  void anUndefinedVariableIsNamedWithItsLineAndWhereItCouldBeDefined() {
    FileProblem problem = problem(Environment.NONE, "POST http://h/", "", "a", "b {{nobody}}", "c");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.explanation()).contains("\"nobody\"");
    assertThat(problem.remedy()).contains("@nobody = value").contains("http-client.env.json");
    assertThat(problem(shop("dev"), "@a = {{b}}", "GET http://h/{{a}}").explanation())
        .contains("\"b\", which a refers to");
  }

  @Test
  void thePrivateTwinAndTheNamedEnvironmentWin() {
    Environment dev = shop("dev");
    assertThat(
            ((Preparation.Ready) prepare(dev, "GET http://h/{{greeting}}/{{deep.er}}"))
                .call()
                .url())
        .isEqualTo("http://h/hello table/found");
    assertThat(dev.find("price")).contains("12");
    assertThat(dev.mask().hide("horse-battery for 12")).isEqualTo("*** for 12");
    assertThat(dev.toString()).doesNotContain("horse");
    assertThat(Environments.of(SHOP, SHOP).names()).containsExactly("dev", "loop");
  }

  @Test
  void aFoldersOwnEnvironmentGoesBeforeThatAbove() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("in/deep"));
    Files.writeString(
        folder.resolve(Environments.PUBLIC_FILE), "{\"e\":{\"a\":\"up\",\"b\":\"up\"}}");
    Files.writeString(inner.resolve(Environments.PUBLIC_FILE), "{\"e\":{\"a\":\"down\"}}");
    Environment environment = Environments.of(inner, folder).find("e").orElseThrow();
    assertThat(environment.values()).isEqualTo(Map.of("a", "down", "b", "up"));
    assertThat(Environments.of(inner, inner).find("e").orElseThrow().values()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "{{$timestamp}},1772600767",
    "{{$timestamp -1 h}},1772597167",
    "{{$isoTimestamp}},2026-03-04T05:06:07.089Z",
    "{{$datetime iso8601}},2026-03-04T05:06:07.089Z",
    "{{$datetime rfc1123}},'Wed, 4 Mar 2026 05:06:07 GMT'",
    "{{$datetime \"YYYY-MM-DD [at] HH:mm\" 1 d}},2026-03-05 at 05:06",
    "{{$localDatetime 'DD.MM.YY'}},04.03.26",
    "{{%$datetime \"YYYY MM\"}},2026%2003",
  })
  void timesAreWrittenAsAsked(String variable, String written) {
    assertThat(ready("GET http://h/", "X: " + variable).headers().getFirst().value())
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "{{$uuid}},[0-9a-f-]{36}",
    "{{$guid}},[0-9a-f-]{36}",
    "{{$random.uuid}},[0-9a-f-]{36}",
    "'{{$randomInt 5 7}}',[56]",
    "'{{$random.integer(5,7)}}',[56]",
    "{{$random.alphabetic(4)}},[a-z]{4}",
    "{{$random.email}},[a-z]+@example.com",
    "{{$processEnv PATH}},.+",
  })
  void valuesAreMadeAnew(String variable, String pattern) {
    assertThat(ready("GET http://h/", "X: " + variable).headers().getFirst().value())
        .matches(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{$nonsense}}",
        "{{$randomInt 7 5}}",
        "{{$randomInt a b}}",
        "{{$datetime}}",
        "{{$datetime iso8601 1 x}}",
        "{{$processEnv NO_SUCH_VARIABLE_HERE}}",
        "{{$dotenv NOTHING}}",
      })
  void whatMakesNoValueIsAProblem(String variable) {
    assertThat(problem(Environment.NONE, "GET http://h/", "X: " + variable).remedy()).isNotBlank();
  }

  @Test
  void aDotenvFileBesideTheFileIsReadAndItsValuesAreHidden() throws IOException {
    Files.writeString(folder.resolve(".env"), "# c\nexport KEY=\"s3cret\"\nB=2 # two\n");
    PreparedCall call =
        ready("@which = KEY", "GET http://h/", "X: {{$dotenv %which}}{{$dotenv B}}");
    assertThat(call.headers().getFirst().value()).isEqualTo("s3cret2");
    assertThat(call.mask().hide("it is s3cret")).isEqualTo("it is ***");
  }

  @Test
  void anAnswerCanBeReferredTo() {
    String[] lines = {
      "# @name login",
      "POST http://h/login",
      "###",
      "GET http://h/{{login.response.headers.location}}",
      "X: {{login.response.body.$.token}}",
    };
    assertThat(problem(Environment.NONE, lines).explanation())
        .contains("login")
        .contains("no answer");
    FileCall login =
        CallFileReader.parse(
                folder.resolve("a.http"), String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
            .calls()
            .getFirst();
    answers.put(
        login,
        new FileReply(
            200,
            List.of(new Header("Location", "here")),
            Bytes.of("{\"token\":\"t1\"}"),
            Duration.ZERO));
    assertThat(ready(lines).url()).isEqualTo("http://h/here");
    assertThat(ready(lines).headers().getFirst().value()).isEqualTo("t1");
  }

  @Test
  void aUserAndAPasswordInClearAreSentAsTheServerWantsThemAndHidden() {
    PreparedCall header = ready("GET http://h/", "Authorization: Basic ada pass-word");
    assertThat(header.headers().getFirst().value()).isEqualTo("Basic YWRhOnBhc3Mtd29yZA==");
    assertThat(header.mask().hide("pass-word YWRhOnBhc3Mtd29yZA=="))
        .doesNotContain("pass-word", "YWR");
    PreparedCall url = ready("GET http://ada:pass-word@h/");
    assertThat(url.headers().getFirst().value()).isEqualTo("Basic YWRhOnBhc3Mtd29yZA==");
    assertThat(url.toString()).doesNotContain("pass-word");
  }

  @Test
  void aPathIsOnTheHostThatTheHeadersName() {
    assertThat(ready("GET /x?y=1", "Host: h:81").url()).isEqualTo("http://h:81/x?y=1");
    assertThat(problem(Environment.NONE, "GET /x").explanation()).contains("names no server");
  }

  @Test
  void aFormMayStandInSeveralLines() throws IOException {
    PreparedCall call =
        ready(
            "POST http://h/",
            "Content-Type: application/x-www-form-urlencoded",
            "",
            "a=1",
            "&b=2 &",
            "c=3");
    assertThat(sent(call)).isEqualTo("a=1&b=2 &c=3");
  }

  @Test
  void partsAreToldApartByLineEndsOfHttp() throws IOException {
    Files.write(folder.resolve("a.bin"), new byte[] {'x', '\n', 'y'});
    PreparedCall call =
        ready(
            "POST http://h/",
            "Content-Type: multipart/form-data; boundary=B",
            "",
            "--B",
            "Content-Disposition: form-data; name=\"f\"",
            "",
            "< a.bin",
            "--B--");
    assertThat(sent(call))
        .isEqualTo("--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\ny\r\n--B--\r\n");
  }

  @Test
  void aFileCanBeTheBodyWithOrWithoutItsVariables() throws IOException {
    Files.writeString(folder.resolve("b.txt"), "{{v}} é");
    Files.write(folder.resolve("l.txt"), "{{v}} é".getBytes(StandardCharsets.ISO_8859_1));
    PreparedCall raw = ready("@v = 1", "POST http://h/", "", "< ./b.txt");
    assertThat(raw.body()).isInstanceOf(CallBody.File.class);
    assertThat(sent(raw)).isEqualTo("{{v}} é");
    assertThat(sent(ready("@v = 1", "POST http://h/", "", "<@ ./b.txt"))).isEqualTo("1 é");
    assertThat(sent(ready("@v = 1", "POST http://h/", "", "<@latin1 ./l.txt"))).isEqualTo("1 é");
    FileProblem missing = problem(Environment.NONE, "POST http://h/", "", "< ./none.txt");
    assertThat(missing.line()).isEqualTo(3);
    assertThat(missing.explanation()).contains("none.txt");
  }
}
