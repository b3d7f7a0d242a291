package io.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.support.FairleadProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who keeps calls in files beside the code and has a pipeline run them: the real program,
 * without a window, against the embedded gateway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallFilesAcceptanceTest {

  private Path folder;
  private Path password;
  private LocalGateway gateway;

  @BeforeAll
  void startTheGateway(@TempDir Path data) throws IOException {
    folder = Files.createDirectory(data.resolve("calls"));
    password = data.resolve("password");
    gateway =
        LocalGateway.start(
            LocalGatewaySettings.in(data.resolve("gateway")).withPasswordFile(password));
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private FairleadProcess.Ended run(Object... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("run"));
    List.of(words).forEach(word -> all.add(word.toString()));
    all.addAll(List.of("--gateway", gateway.url()));
    all.addAll(List.of("--user", "admin", "--password-file", password.toString()));
    return FairleadProcess.run(all.toArray(String[]::new));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void aPipelineRunsAFolderOfCallsQueuedOnesIncluded() throws IOException {
    Path shop = Files.createDirectory(folder.resolve("shop"));
    Files.writeString(shop.resolve("http-client.env.json"), "{\"dev\": {\"who\": \"newcomer\"}}");
    Files.writeString(
        shop.resolve("http-client.private.env.json"), "{\"dev\": {\"key\": \"horse-battery\"}}");
    Files.writeString(
        shop.resolve("order.http"),
        """
        @path = function/echo

        ### Order a chair
        # @expect status 200
        # @expect header content-type contains json
        # @expect json $.items[0].id == 7
        # @expect body contains newcomer
        # @expect time < 20s
        POST {{gateway}}/{{path}}
        Content-Type: application/json
        X-Key: {{key}}

        {"who": "{{who}}", "key": "{{key}}", "items": [{"id": 7}]}

        ### Order it later
        # @async
        # @expect status 200
        # @expect header X-Function-Status == 200
        # @expect json $.items[0].id == 8
        POST {{gateway}}/{{path}}
        Content-Type: application/json

        {"items": [{"id": 7}]}
        """);
    Path report = folder.resolve("report.xml");
    FairleadProcess.Ended ended = run(shop, "--env", "dev", "--report", report);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines())
        .startsWith(
            "ok Order a chair: status 200 (200)",
            "ok Order a chair: header content-type contains json (application/json)",
            "ok Order a chair: json $.items[0].id == 7 (7)")
        .contains("ok Order it later: status 200 (200)")
        .contains("not ok Order it later: json $.items[0].id == 8 (came 7)")
        .endsWith("7 passed, 1 failed");
    assertThat(ended.out()).doesNotContain("horse-battery");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(Files.readString(report))
        .contains("testsuite", "Order it later", "tests=\"2\"", "failures=\"1\"")
        .doesNotContain("horse-battery");
  }

  @Test
  void aPipelineThatIsGreenEndsWithZero() throws IOException {
    Path file =
        write("green.http", "### hi\n# @expect status 200\nPOST {{gateway}}/function/echo\n");
    FairleadProcess.Ended ended = run(file, file);
    assertThat(ended.out().lines())
        .containsExactly("ok hi: status 200 (200)", "1 passed, 0 failed");
    assertThat(ended.code()).isZero();
  }

  @Test
  void aFunctionThatIsNotThereIsNamedAndNotWaitedFor() throws IOException {
    Path file =
        write(
            "gone.http",
            "### later\n# @async\n# @expect status 200\nPOST {{gateway}}/function/nobody\n");
    FairleadProcess.Ended ended = run(file);
    assertThat(ended.out()).contains("not ok later: status 200 (came no answer").contains("nobody");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void whatCannotRunSaysWhyAndEndsWithTwo() throws IOException {
    Path wrong = write("wrong.http", "### x\n# @expect stattus 200\nGET {{gateway}}/\n");
    FairleadProcess.Ended parse = run(wrong);
    assertThat(parse.code()).isEqualTo(2);
    assertThat(parse.complaints()).singleElement().asString().startsWith(wrong + ":2: ");
    Path file = write("right.http", "GET {{gateway}}/function/echo\n");
    FairleadProcess.Ended away =
        FairleadProcess.run("run", file.toString(), "--gateway", "http://127.0.0.1:1");
    assertThat(away.code()).isEqualTo(2);
    assertThat(away.complaints()).singleElement().asString().contains("is away");
    Path other = write("other-password", "wrong");
    FairleadProcess.Ended password =
        FairleadProcess.run(
            "run",
            file.toString(),
            "--gateway",
            gateway.url(),
            "--password-file",
            other.toString());
    assertThat(password.code()).isEqualTo(2);
    assertThat(password.complaints()).singleElement().asString().contains("password");
  }

  @Test
  void whoStopsItWhileACallbackIsAwaitedIsNotKeptWaiting() throws IOException {
    Path file =
        write(
            "slow.http",
            "### first\n"
                + "# @expect status 200\n"
                + "POST {{gateway}}/function/echo\n\n"
                + "### second\n"
                + "# @async\n"
                + "# @expect status 200\n"
                + "POST {{gateway}}/function/sleep?ms=60000\n");
    try (FairleadProcess program =
        FairleadProcess.start("run", file.toString(), "--gateway", gateway.url())) {
      assertThat(program.firstLine()).isEqualTo("ok first: status 200 (200)");
      program.terminate();
      FairleadProcess.Ended ended = program.awaitEnd(Duration.ofSeconds(10));
      assertThat(ended.code()).isNotZero();
      assertThat(ended.err()).doesNotContain("Exception");
    }
  }
}
