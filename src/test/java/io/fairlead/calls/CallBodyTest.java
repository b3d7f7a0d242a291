package io.fairlead.calls;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of body reaches the function as it was written, under a content type that follows. */
class CallBodyTest {

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

  private CallResult send(CallSpec spec) {
    return new Sender(Clients.of(server.url()), InstantSource.system()).send(spec, scope);
  }

  private ReceivedRequest sent(CallBody body) {
    assertThat(send(CallSpec.of(function("fn")).withBody(body)).outcome())
        .isInstanceOf(Outcome.Ok.class);
    return server.received().getLast();
  }

  @Test
  void noBodyHasNoContentType() {
    ReceivedRequest request = sent(new CallBody.None());
    assertThat(request.header("Content-Type")).isEmpty();
    assertThat(request.header("Content-Length")).contains("0");
  }

  @Test
  void aTextGoesAsUtf8UnderExactlyItsContentType() {
    ReceivedRequest request = sent(new CallBody.Text("{\"ä\":1}", "application/json"));
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.bodyText()).isEqualTo("{\"ä\":1}");
  }

  @Test
  void theContentTypeOfTheHeadersWins() {
    CallSpec spec =
        CallSpec.of(function("fn"))
            .withBody(new CallBody.Text("x", "text/plain"))
            .withHeaders(List.of(new Header("content-type", "application/x-mine")));
    send(spec);
    assertThat(server.received().getLast().headers())
        .filteredOn(line -> line.toLowerCase().startsWith("content-type"))
        .singleElement()
        .asString()
        .contains("application/x-mine");
  }

  @Test
  void aFormIsEncodedAsBrowsersDo() {
    ReceivedRequest request =
        sent(
            new CallBody.Form(
                List.of(new CallBody.Field("name", "a b&c=d"), new CallBody.Field("name", "ä+ö"))));
    assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
    assertThat(request.bodyText()).isEqualTo("name=a+b%26c%3Dd&name=%C3%A4%2B%C3%B6");
  }

  @Test
  void aMultipartBodyCarriesTextsAndFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("note.json"), "{\"n\":1}");
    ReceivedRequest request =
        sent(
            new CallBody.Multipart(
                List.of(
                    new CallBody.Part("who", "me", Optional.empty()),
                    new CallBody.Part("what", "application/json", Optional.of(file)))));
    String type = request.header("Content-Type").orElseThrow();
    assertThat(type).startsWith("multipart/form-data; boundary=");
    String boundary = type.substring(type.indexOf('=') + 1);
    assertThat(request.bodyText().split("--" + boundary)).hasSize(4);
    assertThat(request.bodyText())
        .contains("name=\"who\"", "\r\n\r\nme\r\n")
        .contains("name=\"what\"; filename=\"note.json\"", "Content-Type: application/json")
        .contains("{\"n\":1}");
  }

  @Test
  void aFileIsSentAsItLies() throws IOException {
    byte[] content = new byte[300_000];
    new java.util.Random(3).nextBytes(content);
    Path file = Files.write(folder.resolve("data.bin"), content);
    ReceivedRequest request = sent(new CallBody.File(file, "application/octet-stream"));
    assertThat(request.header("Content-Length")).contains("300000");
    assertThat(request.body()).isEqualTo(content);
  }

  @Test
  void bytesAreSentAsTheyAre() {
    ReceivedRequest request = sent(new CallBody.Binary(ByteString.of((byte) 0, (byte) -1), ""));
    assertThat(request.body()).containsExactly(0, -1);
    assertThat(request.header("Content-Type")).isEmpty();
  }

  @Test
  void aMissingFileIsSaidBeforeAnythingIsSent() {
    CallBody body = new CallBody.File(folder.resolve("gone"), "");
    CallResult result = send(CallSpec.of(function("fn")).withBody(body));
    assertThat(result.outcome().toFailure().orElseThrow().explanation())
        .contains("There is no such file");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aContentTypeThatIsNoneIsSaidBeforeAnythingIsSent() {
    CallBody body = new CallBody.Text("x", "json please");
    CallResult result = send(CallSpec.of(function("fn")).withBody(body));
    assertThat(result.outcome().toFailure().orElseThrow().explanation()).contains("json please");
    assertThat(server.received()).isEmpty();
  }
}
