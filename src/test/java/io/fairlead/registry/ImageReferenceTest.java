package io.fairlead.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  private static ImageReference read(String text) {
    return ImageReference.parse(text).toOptional().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, registry-1.docker.io, library/alpine, latest",
    "alpine:3.20, registry-1.docker.io, library/alpine, 3.20",
    "openfaas/figlet, registry-1.docker.io, openfaas/figlet, latest",
    "docker.io/alpine, registry-1.docker.io, library/alpine, latest",
    "docker.io/openfaas/figlet:1, registry-1.docker.io, openfaas/figlet, 1",
    "ghcr.io/openfaas/figlet:latest, ghcr.io, openfaas/figlet, latest",
    "localhost/fn, localhost, fn, latest",
    "localhost:5000, registry-1.docker.io, library/localhost, 5000",
    "localhost:5000/fn, localhost:5000, fn, latest",
    "127.0.0.1:5000/team/fn:v1, 127.0.0.1:5000, team/fn, v1",
    "[::1]:5000/fn, [::1]:5000, fn, latest",
    "registry/fn, registry-1.docker.io, registry/fn, latest",
    "registry:5000/a/b_c/d__e/f-g.h, registry:5000, a/b_c/d__e/f-g.h, latest",
  })
  void itReadsHostRepositoryAndTag(String text, String registry, String repository, String tag) {
    ImageReference image = read(text);

    assertThat(image.registry()).isEqualTo(registry);
    assertThat(image.repository()).isEqualTo(repository);
    assertThat(image.tag()).isEqualTo(tag);
    assertThat(image).hasToString(text);
  }

  @Test
  void aDigestWinsOverATag() {
    ImageReference image = read("ghcr.io/a/b:v1@" + DIGEST);

    assertThat(image.tag()).isEqualTo("v1");
    assertThat(image.reference()).isEqualTo(DIGEST);
  }

  @Test
  void aDigestAloneImpliesNoTag() {
    assertThat(read("ghcr.io/a/b@" + DIGEST).tag()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Alpine             | lower case
          ghcr.io/Open/fn    | lower case
          ''                 | needs a name
          ghcr.io/           | needs a name
          'a b'              | no spaces
          ' alpine'          | no spaces
          alpine:            | not a tag
          alpine:-x          | not a tag
          alpine:a:b         | not a part
          a//b               | empty part
          a/b/               | empty part
          /a                 | empty part
          a@sha256:12        | not a digest
          a@                 | not a digest
          ghcr.io:99999/a    | not a host name
          -x.io/a            | not a host name
          a..b               | not a part
          a_-b               | not a part
          https://ghcr.io/a  | not a host name
          """)
  void itSaysWhatIsWrong(String text, String reason) {
    Outcome<ImageReference> outcome = ImageReference.parse(text);

    assertThat(outcome.toFailure()).isPresent();
    assertThat(outcome.toFailure().orElseThrow()).isInstanceOf(Failure.Rejected.class);
    assertThat(outcome.toFailure().orElseThrow().explanation()).contains(reason);
  }

  @Test
  void aTagHas128CharactersAtMost() {
    assertThat(ImageReference.parse("a:" + "t".repeat(128)).toOptional()).isPresent();
    assertThat(ImageReference.parse("a:" + "t".repeat(129)).toOptional()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5000/a", "127.0.0.1:5000/a", "[::1]:5000/a", "my.localhost/a"})
  void thisMachineIsAskedWithoutTls(String text) {
    assertThat(read(text).registryUrl().scheme()).isEqualTo("http");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpine", "ghcr.io/a/b", "127.0.0.1.example.com/a", "10.0.0.1:5000/a"})
  void everyOtherHostIsAskedWithTls(String text) {
    assertThat(read(text).registryUrl().scheme()).isEqualTo("https");
  }

  @Test
  void theRegistryUrlKeepsThePort() {
    assertThat(read("localhost:5000/a").registryUrl()).hasToString("http://localhost:5000/");
    assertThat(read("alpine").registryUrl()).hasToString("https://registry-1.docker.io/");
  }

  @Test
  void aTagIsReplacedAndADigestPinned() {
    ImageReference image = read("localhost:5000/a:v1");

    assertThat(image.withTag("v2").toOptional()).contains(read("localhost:5000/a:v2"));
    assertThat(image.withDigest(DIGEST).toOptional().orElseThrow())
        .hasToString("localhost:5000/a:v1@" + DIGEST);
    assertThat(image.withDigest(DIGEST).then(pinned -> pinned.withTag("v3")).toOptional())
        .contains(read("localhost:5000/a:v3"));
  }
}
