package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What becomes of the body of an answer on its way to the screen. */
class BodyTest {

  private static final int SHOWN = 512 * 1024;

  @Test
  void nothingIsEmpty() {
    assertThat(of(new byte[0], type("application/json")).kind()).isEqualTo(Body.Kind.EMPTY);
  }

  @Test
  void jsonIsIndented() {
    Body body = json("{\"a\":[1,2],\"b\":{\"c\":null}}");
    assertThat(body.kind()).isEqualTo(Body.Kind.JSON);
    assertThat(body.text().lines())
        .containsExactly(
            "{",
            "  \"a\": [",
            "    1,",
            "    2",
            "  ],",
            "  \"b\": {",
            "    \"c\": null",
            "  }",
            "}");
  }

  @Test
  void indentingChangesNoNumberAndDropsNoRepeatedName() {
    Body body =
        json("{\"n\":0.12345678901234567890,\"n\":1.10,\"e\":1e2,\"i\":123456789012345678901}");
    assertThat(body.text())
        .contains("0.12345678901234567890", "1.10", "1e2", "123456789012345678901")
        .containsSubsequence("\"n\"", "\"n\"");
  }

  @Test
  void severalValuesInOneBodyAreAllShown() {
    Body body = json("{\"line\":1}\n{\"line\":2}\n");
    assertThat(body.kind()).isEqualTo(Body.Kind.JSON);
    assertThat(body.text()).contains("\"line\": 1", "\"line\": 2").contains("}\n{");
  }

  @Test
  void jsonIsRecognisedWithoutItsType() {
    assertThat(of(bytes(" \n{\"a\":1}"), type("text/plain")).kind()).isEqualTo(Body.Kind.JSON);
    assertThat(of(bytes("[1]"), List.of()).kind()).isEqualTo(Body.Kind.JSON);
    assertThat(of(bytes("{\"a\":1}"), type("application/problem+json")).kind())
        .isEqualTo(Body.Kind.JSON);
  }

  @Test
  void aLanguageThatIsTooLongToBeIndentedSaysSo() {
    String list = "[" + "1,".repeat(SHOWN) + "1]";
    assertThat(json(list).note()).contains("512 KiB").contains("not indented");
    assertThat(of(bytes(list), type("text/plain")).note()).isEmpty();
    assertThat(json("[1]").note()).isEmpty();
  }

  @Test
  void whatIsComingIsNoTextWhenItsHeadersSaySo() {
    assertThat(coming(type("text/plain"))).isEqualTo(Body.Kind.TEXT);
    assertThat(coming(List.of())).isEqualTo(Body.Kind.TEXT);
    assertThat(coming(type("image/svg+xml"))).isEqualTo(Body.Kind.TEXT);
    assertThat(coming(type("text/event-stream"))).isEqualTo(Body.Kind.EVENTS);
    assertThat(coming(type("image/png"))).isEqualTo(Body.Kind.BINARY);
    assertThat(coming(type("application/octet-stream"))).isEqualTo(Body.Kind.BINARY);
    assertThat(
            coming(
                List.of(
                    new Header("Content-Type", "text/event-stream"),
                    new Header("Content-Encoding", "gzip"))))
        .isEqualTo(Body.Kind.BINARY);
  }

  private static Body.Kind coming(List<Header> headers) {
    return Body.coming(Bytes.of(new byte[0]), headers).kind();
  }

  @Test
  void brokenJsonIsShownAsItCame() {
    for (String broken : List.of("{\"a\":", "[INFO] started", "{\"a\":1} trailing", "{'a':1}")) {
      Body body = json(broken);
      assertThat(body.kind()).isEqualTo(Body.Kind.TEXT);
      assertThat(body.text()).isEqualTo(broken);
    }
  }

  @Test
  void deepNestingNeitherOverflowsNorHangs() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(json(deep).text()).isEqualTo(deep);
    String bearable = "[".repeat(400) + "]".repeat(400);
    assertThat(json(bearable).kind()).isEqualTo(Body.Kind.JSON);
  }

  @Test
  void indentingDoesNotMakeASmallBodyHuge() {
    String wide = "{\"a\":1," + nested(900, 40_000);
    Body body = json(wide);
    assertThat(body.kind()).isEqualTo(Body.Kind.TEXT);
    assertThat(body.text()).isEqualTo(wide);
  }

  @Test
  void theCharacterSetOfTheTypeDecides() {
    byte[] latin = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(of(latin, type("text/plain; charset=iso-8859-1")).text()).isEqualTo("Grüße");
    assertThat(of(bytes("Grüße"), type("text/plain")).text()).isEqualTo("Grüße");
    assertThat(
            of("Grüße".getBytes(Charset.forName("UTF-16")), type("text/plain;charset=UTF-16"))
                .text())
        .isEqualTo("Grüße");
  }

  @Test
  void anUnknownCharacterSetOrABrokenTypeIsReadAsUtf8() {
    assertThat(of(bytes("Grüße"), type("text/plain; charset=klingon")).text()).isEqualTo("Grüße");
    assertThat(of(bytes("Grüße"), type("no type at all")).text()).isEqualTo("Grüße");
  }

  @Test
  void whatIsNoTextIsBinary() {
    Body body = of(new byte[] {0, 1, 'A', (byte) 0xff}, type("application/octet-stream"));
    assertThat(body.kind()).isEqualTo(Body.Kind.BINARY);
    assertThat(body.text()).isEmpty();
  }

  @Test
  void aTextInAnotherCharacterSetThanItSaysIsStillAText() {
    byte[] latin = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(of(latin, type("text/plain")).kind()).isEqualTo(Body.Kind.TEXT);
    assertThat(of(latin, List.of()).kind()).isEqualTo(Body.Kind.BINARY);
  }

  @Test
  void aPictureStaysAPictureAndAVectorDrawingIsText() {
    assertThat(of(new byte[] {1, 2, 3}, type("image/png")).kind()).isEqualTo(Body.Kind.IMAGE);
    assertThat(of(bytes("<svg/>"), type("image/svg+xml")).kind()).isEqualTo(Body.Kind.XML);
  }

  @Test
  void anImageThatClaimsTooManyPixelsIsNotDecoded() {
    assertThat(of(pngHeader(4_000, 4_000), type("image/png")).kind()).isEqualTo(Body.Kind.IMAGE);
    assertThat(of(pngHeader(20_000, 20_000), type("image/png")).kind()).isEqualTo(Body.Kind.BINARY);
  }

  /** The signature and the first chunk of a PNG: width, height, 8 bit RGB. */
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
    chunk.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 check = new CRC32();
    check.update(chunk.array());
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(chunk.array())
        .putInt((int) check.getValue())
        .array();
  }

  @Test
  void aHugeTextIsLeftToTheViewer() {
    String huge = "ü".repeat(SHOWN + 10);
    Body body = of(bytes(huge), type("text/plain"));
    assertThat(body.kind()).isEqualTo(Body.Kind.TEXT);
    assertThat(body.text()).isEmpty();
    assertThat(body.readable().size()).isEqualTo(2L * (SHOWN + 10));
  }

  @Test
  void aCharacterAtTheEndOfTheBeginningDoesNotMakeATextBinary() {
    assertThat(of(bytes("x" + "😀".repeat(SHOWN)), List.of()).kind()).isEqualTo(Body.Kind.TEXT);
  }

  @Test
  void aContentCodingIsUndoneWithinBounds() throws IOException {
    Body body = Body.of(Bytes.of(zipped(1000)), coded("gzip"));
    assertThat(body.readable().size()).isEqualTo(1000);
    assertThat(body.arrived().size()).isLessThan(100);
    assertThat(body.note()).contains("gzip");

    Body bomb = Body.of(Bytes.of(zipped(200 << 20)), coded("gzip"));
    assertThat(bomb.readable().size()).isEqualTo(16 << 20);
    assertThat(bomb.note()).contains("the first");
  }

  @Test
  void aCodingThatIsNotWhatItsHeaderSaysIsShownAsItCame() {
    Body body = Body.of(Bytes.of("plain"), coded("gzip"));
    assertThat(body.text()).isEqualTo("plain");
    assertThat(body.note()).contains("not gzip");
    assertThat(Body.of(Bytes.of("plain"), coded("br")).note()).contains("br");
  }

  private static List<Header> coded(String coding) {
    return List.of(new Header("Content-Encoding", coding));
  }

  private static byte[] zipped(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      byte[] piece = new byte[1000];
      Arrays.fill(piece, (byte) 'a');
      for (int left = size; left > 0; left -= 1000) {
        zip.write(piece, 0, Math.min(left, 1000));
      }
    }
    return bytes.toByteArray();
  }

  private static String nested(int depth, int leaves) {
    StringBuilder text = new StringBuilder();
    text.append("\"x\":{".repeat(depth));
    for (int i = 0; i < leaves; i++) {
      text.append(i == 0 ? "" : ",").append("\"k\":1");
    }
    return text.append("}".repeat(depth + 1)).toString();
  }

  private static Body of(byte[] bytes, List<Header> headers) {
    return Body.of(Bytes.of(bytes), headers);
  }

  private static Body json(String text) {
    return of(bytes(text), type("application/json"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Header> type(String value) {
    return List.of(new Header("content-type", value));
  }
}
