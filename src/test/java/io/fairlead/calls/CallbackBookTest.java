package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackBookTest {

  private static final HttpUrl NEAR = HttpUrl.get("http://127.0.0.1:8080");
  private static final HttpUrl FAR = HttpUrl.get("https://gateway.example.com/");
  private static final CallbackAddress TUNNEL =
      CallbackAddress.parse("*:9777", "http://host.k3d.internal:9777").toOptional().orElseThrow();

  @TempDir private Path folder;

  @Test
  void aGatewayOfThisMachineCallsBackOverLoopbackAndOneElsewhereNowhereYet() {
    CallbackBook book = CallbackBook.in(folder);
    assertThat(book.addressFor(NEAR, true)).contains(CallbackAddress.loopback());
    assertThat(book.addressFor(FAR, false)).isEmpty();
  }

  @Test
  void anAddressIsKeptForItsGateway() {
    CallbackBook.in(folder).put(FAR, TUNNEL);
    CallbackBook next = CallbackBook.in(folder);
    assertThat(next.addressFor(FAR, false)).contains(TUNNEL);
    assertThat(next.addressFor(NEAR, true)).contains(CallbackAddress.loopback());

    next.remove(FAR);
    assertThat(CallbackBook.in(folder).addressFor(FAR, false)).isEmpty();
  }

  @Test
  void whatASecondConsoleSetsForAnotherGatewayStays() {
    CallbackBook first = CallbackBook.in(folder);
    CallbackBook second = CallbackBook.in(folder);
    first.put(FAR, TUNNEL);
    second.put(NEAR, TUNNEL);
    assertThat(CallbackBook.in(folder).chosenFor(FAR)).contains(TUNNEL);
  }

  @Test
  void aDamagedFileIsSetAsideAndItsLastGoodCopyServes() throws IOException {
    CallbackBook book = CallbackBook.in(folder);
    book.put(FAR, TUNNEL);
    book.put(NEAR, TUNNEL);
    Files.writeString(folder.resolve("callbacks.json"), "{\"version\":1,");
    CallbackBook next = CallbackBook.in(folder);
    assertThat(next.chosenFor(FAR)).contains(TUNNEL);
    assertThat(next.note()).contains("set aside");
    assertThat(folder.resolve("callbacks.json.damaged-1")).exists();
  }

  @Test
  void aFileOfANewerProgramIsLeftAsItIs() throws IOException {
    Files.writeString(folder.resolve("callbacks.json"), "{\"version\":2}");
    CallbackBook book = CallbackBook.in(folder);
    Failure failure = book.put(FAR, TUNNEL).toFailure().orElseThrow();
    assertThat(failure.explanation()).contains("newer Fairlead");
    assertThat(book.chosenFor(FAR)).as("it holds for this run").contains(TUNNEL);
    assertThat(folder.resolve("callbacks.json")).hasContent("{\"version\":2}");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.20:9777,,http://192.168.1.20:9777",
    "'[2001:db8::7]:9777',,'http://[2001:db8::7]:9777'",
    "*:9777,http://host.k3d.internal:9777,http://host.k3d.internal:9777",
    "localhost:9777,https://tunnel.example.com,https://tunnel.example.com",
    "127.0.0.1,,http://127.0.0.1",
  })
  void anAddressIsReadAsItIsWritten(String place, String url, String shown) {
    CallbackAddress address =
        CallbackAddress.parse(place, url == null ? "" : url).toOptional().orElseThrow();
    assertThat(address.shown()).isEqualTo(shown);
    assertThat(CallbackAddress.parse(address.place(), url == null ? "" : url).toOptional())
        .contains(address);
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere:9777,,IP address",
    "192.168.1.20:0,,port",
    "192.168.1.20:66000,,port",
    ":,,port",
    "'',,IP address",
    "*:9777,,URL",
    "127.0.0.1:9777,ftp://host,URL of a host",
    "127.0.0.1:9777,http://host/path,URL of a host",
    "127.0.0.1:9777,http://user:pw@host,URL of a host",
    "127.0.0.1,http://host.k3d.internal:9777,port",
    "127.0.0.1:9777,http://0.0.0.0:9777,Nobody",
  })
  void whatMakesNoSenseIsSaidWithARemedy(String place, String url, String said) {
    Failure failure =
        CallbackAddress.parse(place, url == null ? "" : url).toFailure().orElseThrow();
    assertThat(failure.explanation() + " " + failure.remedy()).contains(said);
    assertThat(failure.remedy()).isNotBlank();
  }

  @Test
  void aWildcardAnswersToItsUrlsHostAlone() {
    assertThat(TUNNEL.isNamedBy("host.k3d.internal:9777")).isTrue();
    assertThat(TUNNEL.isNamedBy("0.0.0.0:9777")).isFalse();
    assertThat(TUNNEL.isNamedBy("localhost:9777")).isFalse();
  }
}
