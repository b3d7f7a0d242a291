package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.localgateway.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded registry speaks the reading half of the OCI distribution API. */
class RegistryTest {

  @TempDir Path folder;
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder).withoutStarters());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyDigestIsTheHashOfItsContent() throws Exception {
    JsonNode repositories = json("/v2/_catalog").path("repositories");
    assertThat(repositories).hasSizeGreaterThanOrEqualTo(11);
    for (JsonNode repository : repositories) {
      String base = "/v2/" + repository.asText();
      for (JsonNode tag : json(base + "/tags/list").path("tags")) {
        Answer manifest = get(base + "/manifests/" + tag.asText());
        String digest = manifest.header("Docker-Content-Digest").orElseThrow();
        assertThat(digest).isEqualTo(sha256(manifest.body()));
        assertThat(get(base + "/manifests/" + digest).body()).isEqualTo(manifest.body());
        JsonNode json = GatewayFixture.JSON.readTree(manifest.body());
        List<JsonNode> descriptors = new ArrayList<>(json.path("layers").valueStream().toList());
        descriptors.add(json.path("config"));
        for (JsonNode descriptor : descriptors) {
          Answer blob = get(base + "/blobs/" + descriptor.path("digest").asText());
          assertThat(sha256(blob.body())).isEqualTo(descriptor.path("digest").asText());
          assertThat(blob.body()).hasSize(descriptor.path("size").asInt());
        }
      }
    }
  }

  @Test
  void theConfigurationNamesTitleDescriptionAndEnvironment() throws IOException {
    Answer manifest = get("/v2/samples/flaky/manifests/latest");
    assertThat(manifest.header("Content-Type"))
        .hasValue("application/vnd.oci.image.manifest.v1+json");
    String config = GatewayFixture.JSON.readTree(manifest.body()).at("/config/digest").asText();
    JsonNode json = json("/v2/samples/flaky/blobs/" + config);
    assertThat(json.at("/config/Labels").path("org.opencontainers.image.title").asText())
        .isEqualTo("flaky");
    assertThat(json.at("/config/Env").toString()).contains("failure_ratio=0.3");
    assertThat(json.at("/rootfs/diff_ids")).hasSize(1);
  }

  @Test
  void headTellsDigestAndLengthWithoutABody() throws IOException {
    Answer get = get("/v2/samples/echo/manifests/1.0");
    Answer head =
        RawHttp.send(fixture.gateway().registryUrl(), "HEAD", "/v2/samples/echo/manifests/1.0", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Docker-Content-Digest")).isEqualTo(get.header("Docker-Content-Digest"));
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.header("Content-Length")).hasValue(Integer.toString(get.body().length));
  }

  @Test
  void tagsArePagedWithALink() throws IOException {
    Answer first = get("/v2/samples/echo/tags/list?n=2");
    assertThat(first.text()).isEqualTo("{\"name\":\"samples/echo\",\"tags\":[\"1.0\",\"1.1\"]}");
    assertThat(first.header("Link"))
        .hasValue("</v2/samples/echo/tags/list?last=1.1&n=2>; rel=\"next\"");
    Answer second = get("/v2/samples/echo/tags/list?last=1.1&n=2");
    assertThat(second.text()).isEqualTo("{\"name\":\"samples/echo\",\"tags\":[\"latest\"]}");
    assertThat(second.header("Link")).isEmpty();
  }

  @Test
  void whatIsNotThereAndWhatWouldWriteIsAnsweredWithTheSpecsErrors() throws IOException {
    assertThat(get("/v2/samples/none/tags/list").status()).isEqualTo(404);
    assertThat(code("/v2/samples/none/tags/list")).isEqualTo("NAME_UNKNOWN");
    assertThat(code("/v2/samples/echo/manifests/9")).isEqualTo("MANIFEST_UNKNOWN");
    assertThat(code("/v2/samples/echo/blobs/sha256:00")).isEqualTo("BLOB_UNKNOWN");
    assertThat(RawHttp.send(fixture.url(), "DELETE", "/v2/samples/echo/manifests/1.0", "").status())
        .isEqualTo(405);
  }

  @Test
  void aFunctionCanBeDeployedByDigestAndKeepsTheReferenceAsItWasWritten() throws IOException {
    String digest =
        get("/v2/samples/echo/manifests/1.0").header("Docker-Content-Digest").orElseThrow();
    String image = "localhost:5000/samples/echo@" + digest;
    fixture.deploy("pinned", image, "{}");
    assertThat(fixture.describe("pinned").path("image").asText()).isEqualTo(image);
    assertThat(fixture.call("pinned", "x").text()).isEqualTo("x");
  }

  private Answer get(String target) throws IOException {
    return RawHttp.send(fixture.gateway().registryUrl(), "GET", target, "");
  }

  private JsonNode json(String target) throws IOException {
    return GatewayFixture.JSON.readTree(get(target).body());
  }

  private String code(String target) throws IOException {
    return json(target).at("/errors/0/code").asText();
  }

  private static String sha256(byte[] content) throws Exception {
    return "sha256:"
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
