package io.fairlead.calls;

import static io.fairlead.support.Clients.GATEWAY;
import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call survives the way through a curl command, and the real curl sends what the sender does. */
class CurlRoundTripTest {

  /** What each program adds by itself. */
  private static final Set<String> OWN =
      Set.of("user-agent", "accept", "accept-encoding", "connection", "host");

  private static final String LETTERS = "ab'\"\\$`!%^&|;<>(){}[]*?#~ \t\näß€😀@=:,";

  private final Scope scope = new Scope("test");
  private LoopbackServer server;
  @TempDir private Path folder;

  @BeforeEach
  void startServer() {
    server = LoopbackServer.answering(LoopbackServer.response("200 OK", "", "ok"));
  }

  @AfterEach
  void stopAll() {
    scope.close();
    server.close();
  }

  @Test
  void tenThousandCallsComeBackAsTheyWere() {
    Random random = new Random(20_261_125);
    HttpUrl base = HttpUrl.get("http://gateway:8080/");
    for (int i = 0; i < 10_000; i++) {
      CallSpec spec = anyCall(random);
      String command = CurlCommand.of(spec, base);
      Outcome<CurlCommand.Parsed> parsed = CurlCommand.parse(command, GATEWAY, base);
      assertThat(parsed.toFailure()).as(command).isEmpty();
      assertThat(parsed.toOptional().orElseThrow().spec()).as(command).isEqualTo(spec);
      assertThat(parsed.toOptional().orElseThrow().notes()).as(command).isEmpty();
    }
  }

  private CallSpec anyCall(Random random) {
    List<Header> headers = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add(new Header("X-" + (char) ('A' + random.nextInt(3)), headerValue(random)));
    }
    CallBody body = anyBody(random);
    boolean async = random.nextInt(4) == 0;
    List<String> methods =
        body instanceof CallBody.None
            ? List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
            : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    return new CallSpec(
        random.nextBoolean() ? function("fn") : function("fn", "dev"),
        async ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC,
        methods.get(random.nextInt(methods.size())),
        List.of("", "/", "/a/b", "/a%20b/%C3%A4", "/a;b=c'd").get(random.nextInt(5)),
        List.of("", "a=1", "a=1&b=%20x", "q=$x!*").get(random.nextInt(4)),
        headers,
        body,
        new CallOptions(
            Duration.ofMillis(1 + random.nextInt(200_000)),
            !async && random.nextBoolean(),
            random.nextBoolean()));
  }

  private static String headerValue(Random random) {
    return text(random, 8).replaceAll("[^ -~]", "").strip();
  }

  private CallBody anyBody(Random random) {
    String type =
        List.of("", "application/json", "text/plain; charset=utf-8").get(random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0 -> new CallBody.None();
      case 1 -> new CallBody.Text("x" + text(random, 40), type);
      case 2 ->
          new CallBody.Form(
              Stream.generate(() -> new CallBody.Field("k" + text(random, 3), text(random, 9)))
                  .limit(random.nextInt(4))
                  .toList());
      case 3 ->
          new CallBody.Multipart(
              List.of(
                  new CallBody.Part("a", text(random, 9), Optional.empty()),
                  new CallBody.Part(
                      "f", "image/png", Optional.of(Path.of("/x/" + text(random, 5) + "y")))));
      case 4 -> new CallBody.File(Path.of("/x/" + text(random, 6) + "y"), type);
      default -> {
        byte[] bytes = new byte[1 + random.nextInt(50)];
        random.nextBytes(bytes);
        yield new CallBody.Binary(ByteString.of(bytes), type);
      }
    };
  }

  private static String text(Random random, int most) {
    int[] points = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @Test
  void theRealCurlSendsWhatTheSenderSends() throws Exception {
    assumeTrue(isThere("curl"), "no curl on this machine");
    Path file = folder.resolve("it's a file.bin");
    Files.write(file, new byte[] {0, 1, '\n', (byte) 0xff});
    CallSpec plain = CallSpec.of(function("fn"));
    String nasty = "it's \"quoted\" $HOME `id` \\n !! \n ä€😀 %41 @x";
    for (CallSpec spec :
        List.of(
            plain,
            plain.withMethod("GET").withQuery("a[]={1}&b=$x"),
            plain.withMethod("DELETE"),
            plain.withMethod("PUT"),
            plain.withMethod("OPTIONS").withPath("/a//b/'c'/ä"),
            plain.withBody("text without a type"),
            plain.withBody(new CallBody.Text(nasty, "text/plain; charset=utf-8")),
            plain.withBody(new CallBody.Text("@/etc/hostname", "text/plain")),
            plain.withBody(new CallBody.Text("x\0y", "text/plain")),
            plain.withBody(new CallBody.Text("é".repeat(50_000), "text/plain")),
            plain.withBody(new CallBody.Text("x".repeat(3000), "text/plain")),
            plain.withBody(
                new CallBody.Form(List.of(new CallBody.Field("ä &", "1 + 1"), field("b", "")))),
            plain.withBody(new CallBody.Form(List.of())),
            plain.withBody(new CallBody.File(file, "")),
            plain.withBody(new CallBody.File(file, "application/x-thing")).withMethod("PATCH"),
            plain.withBody(new CallBody.Binary(ByteString.of((byte) 0, (byte) 255), "")),
            plain
                .withMode(CallSpec.Mode.ASYNC)
                .withHeaders(
                    List.of(
                        new Header("X-Twice", "1"),
                        new Header("X-Twice", "2"),
                        new Header("X-Empty", ""),
                        new Header("Content-Type", "text/csv"),
                        new Header("Authorization", "Bearer it's")))
                .withBody("a,b"))) {
      ReceivedRequest ours = sent(spec);
      ReceivedRequest theirs = curled(spec);
      assertThat(theirs.line()).isEqualTo(ours.line());
      assertThat(theirs.body()).as("%s", spec).isEqualTo(ours.body());
      assertThat(headers(theirs)).as("%s", spec).isEqualTo(headers(ours));
    }
  }

  @Test
  void theRealCurlSendsTheSameParts() throws Exception {
    assumeTrue(isThere("curl"), "no curl on this machine");
    Path file = Files.writeString(folder.resolve("a b.txt"), "content\n");
    CallSpec spec =
        CallSpec.of(function("fn"))
            .withBody(
                new CallBody.Multipart(
                    List.of(
                        new CallBody.Part("text", "@it's; \"x\"", Optional.empty()),
                        new CallBody.Part("file", "text/x-thing", Optional.of(file)))));
    assertThat(parts(curled(spec))).isEqualTo(parts(sent(spec)));
  }

  private static String parts(ReceivedRequest request) {
    String boundary = request.header("Content-Type").orElseThrow().replaceFirst(".*boundary=", "");
    return request.bodyText().replace(boundary, "boundary").replaceAll("(?m)^-+boundary", "--b");
  }

  private static CallBody.Field field(String name, String value) {
    return new CallBody.Field(name, value);
  }

  private ReceivedRequest sent(CallSpec spec) {
    assertThat(
            new Sender(Clients.of(server.url()), InstantSource.system())
                .send(spec, scope)
                .outcome()
                .toFailure())
        .isEmpty();
    return server.received().getLast();
  }

  private ReceivedRequest curled(CallSpec spec) throws Exception {
    int before = server.received().size();
    Path script =
        Files.writeString(
            folder.resolve("call.sh"), CurlCommand.of(spec, HttpUrl.get(server.url())));
    Process shell =
        new ProcessBuilder("sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(Files.readString(folder.resolve("out"))).isZero();
    assertThat(server.received()).hasSize(before + 1);
    return server.received().getLast();
  }

  private static List<String> headers(ReceivedRequest request) {
    return request.headers().stream()
        .filter(line -> !OWN.contains(line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT)))
        .map(line -> line.replaceFirst(":\\s*", ": ").strip())
        .sorted()
        .toList();
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    try {
      Process version = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
