package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.0.0.1:8080",
        "http://127.8.4.2",
        "http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]",
        "https://gateway.example.com",
        "https://192.168.1.7"
      })
  void aPasswordStaysOnThisMachineOrIsEncrypted(String url) {
    assertThat(connection(url, true).sendsPasswordInClear()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.168.1.7:8080",
        "http://10.0.0.3",
        "http://gateway.example.com",
        "http://[fe80::1]",
        "http://[2001:db8::127]",
        "http://127.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://mylocalhost"
      })
  void overPlainHttpToAnotherMachineItCouldBeRead(String url) {
    assertThat(connection(url, true).sendsPasswordInClear()).isTrue();
  }

  @Test
  void withoutAPasswordThereIsNothingToRead() {
    assertThat(connection("http://192.168.1.7:8080", false).sendsPasswordInClear()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://127.0.0.1:8080/, http://127.0.0.1:8080",
    "https://gateway.example.com:443/faas/, https://gateway.example.com/faas",
    "http://admin:secret@gateway:8080, http://gateway:8080",
    "http://[::1]:8080/, http://[::1]:8080"
  })
  void aUrlIsShownWithoutCredentialsAndWithoutATrailingSlash(String url, String shown) {
    assertThat(connection(url, false).shownUrl()).isEqualTo(shown);
  }

  @Test
  void onlyLoopbackIsThisMachine() {
    assertThat(connection("http://127.0.0.1:8080", false).isOnThisMachine()).isTrue();
    assertThat(connection("http://[::1]:8080", false).isOnThisMachine()).isTrue();
    assertThat(connection("http://192.168.1.7:8080", false).isOnThisMachine()).isFalse();
    assertThat(connection("https://gateway.example.com", false).isOnThisMachine()).isFalse();
  }

  @Test
  void nothingOfItPrintsAPassword() {
    HttpUrl url = HttpUrl.get("http://admin:secret@gateway:8082/metrics");
    Connection connection =
        new Connection(
            new GatewayId("a"),
            "A",
            url,
            Optional.of(new Credentials.Basic("admin", "secret")),
            Optional.of(url),
            Optional.of(url));
    assertThat(connection.toString()).contains("gateway").doesNotContain("secret");
  }

  private static Connection connection(String url, boolean withPassword) {
    return new Connection(
        new GatewayId("a"),
        "A",
        HttpUrl.get(url),
        withPassword ? Optional.of(new Credentials.Basic("admin", "secret")) : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
