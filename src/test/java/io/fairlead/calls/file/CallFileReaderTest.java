package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of files as other tools write them. */
class CallFileReaderTest {

  private static final Path FILE = Path.of("a.http");

  private static CallFile read(String... lines) {
    return CallFileReader.parse(FILE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static FileCall only(String... lines) {
    CallFile file = read(lines);
    assertThat(file.problems()).isEmpty();
    assertThat(file.calls()).hasSize(1);
    return file.calls().getFirst();
  }

  private static FileProblem problem(String... lines) {
    CallFile file = read(lines);
    assertThat(file.problems()).hasSize(1);
    return file.problems().getFirst();
  }

  private static CallFile wild() throws IOException {
    Path path = Path.of("src/test/resources/callfiles/wild.http");
    return CallFileReader.parse(path, Files.readAllBytes(path));
  }

  @Test
  void everyRequestOfAFileFromTheWildIsFoundByItsName() throws IOException {
    CallFile file = wild();
    assertThat(file.problems()).isEmpty();
    assertThat(file.calls())
        .extracting(FileCall::name)
        .containsExactly(
            "login",
            "What is there",
            "GET {{host}}/plain",
            "GET https://example.com/bare",
            "upload",
            "scripted",
            "socket",
            "graph");
    assertThat(file.calls()).extracting(FileCall::isRunnable).endsWith(true, false, false);
  }

  @Test
  void aQueryInSeveralLinesBelongsToTheUrl() throws IOException {
    FileCall items = wild().calls().get(1);
    assertThat(items.target()).isEqualTo("{{host}}/items?page=2&size=10");
    assertThat(items.headers()).extracting(Header::name).containsExactly("Accept", "Authorization");
  }

  @Test
  void whatIsToHappenToTheAnswerIsNotedAndNoBody() throws IOException {
    FileCall items = wild().calls().get(1);
    assertThat(items.body().isEmpty()).isTrue();
    assertThat(items.notes())
        .contains("What is to run on the answer is not run here.")
        .contains("Where the answer is to be written is not followed here.");
  }

  @Test
  void filesInABodyStandBetweenItsLines() throws IOException {
    FileCall upload = wild().calls().get(4);
    assertThat(upload.body().pieces()).hasSize(3);
    assertThat(upload.body().pieces().get(1))
        .isInstanceOfSatisfying(
            FileBody.Include.class,
            include -> {
              assertThat(include.path()).isEqualTo("./a.txt");
              assertThat(include.filled()).isFalse();
            });
    FileCall scripted = wild().calls().get(5);
    assertThat(scripted.timeout()).contains(Duration.ofSeconds(5));
    assertThat(scripted.body().pieces().getFirst())
        .isInstanceOfSatisfying(
            FileBody.Include.class,
            include -> {
              assertThat(include.filled()).isTrue();
              assertThat(include.charset()).isEqualTo("latin1");
            });
  }

  @Test
  void anEmptyFileHasNoRequestsAndNoProblems() {
    assertThat(read("").calls()).isEmpty();
    assertThat(read("", "# nothing", "###", "").problems()).isEmpty();
  }

  @Test
  void blankLinesAroundABodyAreNotSent() {
    FileCall call = only("POST http://h/", "", "", "a", "", "b", "", "");
    assertThat(call.body().pieces()).containsExactly(new FileBody.Text(4, "a\n\nb"));
  }

  @Test
  void whatIsOursIsReadFromEitherKindOfComment() {
    FileCall call =
        only("### x", "# @async", "// @follow", "#@expect status 200", "POST http://h/", "", "b");
    assertThat(call.async()).isTrue();
    assertThat(call.follow()).isTrue();
    assertThat(call.expectations()).containsExactly(new Expectation(4, "status 200"));
  }

  @Test
  void expectationsBelowTheRequestAreExpectedAndNotSent() {
    FileCall call = only("### x", "POST http://h/", "", "b", "", "# @expect status 200", "");
    assertThat(call.body().pieces()).containsExactly(new FileBody.Text(4, "b"));
    assertThat(call.expectations()).hasSize(1);
    FileCall get = only("GET http://h/", "", "# @expect status 200");
    assertThat(get.body().isEmpty()).isTrue();
    assertThat(get.expectations()).hasSize(1);
    FileCall handled = only("GET http://h/", "", "> {% a() %}", "# @expect status 200");
    assertThat(handled.expectations()).hasSize(1);
  }

  @Test
  void anExpectationInTheMiddleOfABodyIsAProblemOfItsLine() {
    FileProblem problem = problem("POST http://h/", "", "a", "# @expect status 200", "b");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.remedy()).contains("above the request line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# @expct status 200",
        "# @expects status 200",
        "# @except status 200",
        "# @Expect stats 200",
        "# @expect",
        "# @expect status",
        "# @expect status abc",
        "# @expect status == 99",
        "# @expect status = 200",
        "# @expect header content-type",
        "# @expect header content-type json",
        "# @expect json $.a",
        "# @expect json a == 1",
        "# @expect json $.a[ == 1",
        "# @expect json $.a < x",
        "# @expect json $..a == 1",
        "# @expect body",
        "# @expect body has x",
        "# @expect body matches (",
        "# @expect time < 300",
        "# @expect time 300ms",
        "# @expect time > 300ms",
        "# @asinc",
        "# @async please",
        "# @folow",
        "# @timeout soon",
      })
  void whatIsMisspeltIsAProblemOfItsLine(String comment) {
    FileProblem problem = problem("### x", comment, "GET http://h/");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.explanation()).isNotBlank();
    assertThat(problem.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# expect the unexpected",
        "# @note",
        "# @no-redirect",
        "# @prompt user Who is it?",
        "// an example of @expect",
        "# @my-own-tag x",
        "# @expect status {{code}}",
        "# @expect time < {{limit}}",
        "# @expect json $.a == {{code}}",
      })
  void whatMeansSomethingElseIsNoProblem(String comment) {
    assertThat(read("### x", comment, "GET http://h/").problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://h/a HTTP/1.1,GET,http://h/a",
    "get http://h/a,GET,http://h/a",
    "http://h/a,GET,http://h/a",
    "{{gateway}}/function/x,GET,{{gateway}}/function/x",
    "localhost:8080/a,GET,localhost:8080/a",
    "/function/x,GET,/function/x",
    "BREW http://h/pot,BREW,http://h/pot",
    "POST   http://h/a b  HTTP/2,POST,http://h/a b",
    "GET http://h/{{$randomInt 1 5}},GET,http://h/{{$randomInt 1 5}}",
  })
  void aRequestLineMayBeShort(String line, String method, String target) {
    FileCall call = only(line);
    assertThat(call.method()).isEqualTo(method);
    assertThat(call.target()).isEqualTo(target);
  }

  @Test
  void aLineThatIsNoRequestIsAProblemAndTheOthersAreRead() {
    CallFile file = read("### a", "hello there", "### b", "GET http://h/", "### c", "GET");
    assertThat(file.problems()).extracting(FileProblem::line).containsExactly(2, 6);
    assertThat(file.calls()).extracting(FileCall::name).containsExactly("b");
  }

  @Test
  void aHeaderWithoutAColonIsAProblemOfItsLine() {
    FileProblem problem = problem("POST http://h/", "Accept: a", "{\"a\":1}", "");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.remedy()).contains("empty line");
  }

  @Test
  void anExpectationWithoutARequestIsAProblem() {
    FileProblem problem = problem("### a", "# @expect status 200", "### b", "GET http://h/");
    assertThat(problem.line()).isEqualTo(2);
  }

  @Test
  void aNameInACommentGoesBeforeTheTitle() {
    assertThat(only("### title", "# @name short", "GET http://h/").name()).isEqualTo("short");
    assertThat(only("### title ###", "GET http://h/").name()).isEqualTo("title ###");
  }

  @Test
  void aVariableCountsForTheRequestsBelowItUntilTheNext() {
    CallFile file =
        read("@a = 1", "### x", "GET http://h/", "###", "@a = 2", "GET http://h/", "### y", "/z");
    FileVariables variables = file.calls().getFirst().variables();
    assertThat(variables.find("a", 3)).contains("1");
    assertThat(variables.find("a", 6)).contains("2");
    assertThat(variables.find("b", 6)).isEmpty();
  }

  @Test
  void theseFilesAreFilesOfCalls() {
    assertThat(List.of("a.http", "A.HTTP", "b.rest"))
        .allMatch(n -> CallFileReader.isCallFile(Path.of(n)));
    assertThat(List.of("a.txt", "http", "")).noneMatch(n -> CallFileReader.isCallFile(Path.of(n)));
  }
}
