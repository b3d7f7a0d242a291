package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Header;
import io.fairlead.ui.control.Figures;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What becomes of the body of an answer on its way to the screen. */
class BodyTest {

  private static final int SHOWN = 512 * 1024;

  @Test
  void nothingIsEmpty() {
    assertThat(Body.of(new byte[0], type("application/json")).kind()).isEqualTo(Body.Kind.EMPTY);
  }

  @Test
  void jsonIsIndented() {
    Body body = json("{\"a\":[1,2],\"b\":{\"c\":null}}");
    assertThat(body.kind()).isEqualTo(Body.Kind.JSON);
    assertThat(body.text().lines())
        .containsExactly("{", "  \"a\": [ 1, 2 ],", "  \"b\": {", "    \"c\": null", "  }", "}");
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
    assertThat(Body.of(bytes(" \n{\"a\":1}"), type("text/plain")).kind()).isEqualTo(Body.Kind.JSON);
    assertThat(Body.of(bytes("[1]"), List.of()).kind()).isEqualTo(Body.Kind.JSON);
    assertThat(Body.of(bytes("{\"a\":1}"), type("application/problem+json")).kind())
        .isEqualTo(Body.Kind.JSON);
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
    String bearable = "[".repeat(900) + "]".repeat(900);
    assertThat(json(bearable).kind()).isEqualTo(Body.Kind.JSON);
  }

  @Test
  void indentingDoesNotMakeASmallBodyHuge() {
    String wide = "{\"a\":1," + nested(900, 40_000);
    Body body = json(wide);
    assertThat(body.kind()).isEqualTo(Body.Kind.JSON);
    assertThat(body.text().length()).isBetween(SHOWN, SHOWN + 200);
    assertThat(body.text()).endsWith("the whole body is " + sizeOf(wide));
  }

  @Test
  void theCharacterSetOfTheTypeDecides() {
    byte[] latin = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Body.of(latin, type("text/plain; charset=iso-8859-1")).text()).isEqualTo("Grüße");
    assertThat(Body.of(bytes("Grüße"), type("text/plain")).text()).isEqualTo("Grüße");
    assertThat(
            Body.of("Grüße".getBytes(Charset.forName("UTF-16")), type("text/plain;charset=UTF-16"))
                .text())
        .isEqualTo("Grüße");
  }

  @Test
  void anUnknownCharacterSetOrABrokenTypeIsReadAsUtf8() {
    assertThat(Body.of(bytes("Grüße"), type("text/plain; charset=klingon")).text())
        .isEqualTo("Grüße");
    assertThat(Body.of(bytes("Grüße"), type("no type at all")).text()).isEqualTo("Grüße");
  }

  @Test
  void whatIsNoTextIsShownInHexadecimals() {
    Body body = Body.of(new byte[] {0, 1, 'A', (byte) 0xff}, type("application/octet-stream"));
    assertThat(body.kind()).isEqualTo(Body.Kind.BINARY);
    assertThat(body.text()).startsWith("00000000  00 01 41 ff").contains("..A.");
  }

  @Test
  void ofALongBinaryBodyTheBeginningIsShownWithANote() {
    Body body = Body.of(new byte[100_000], List.of());
    assertThat(body.text().lines()).hasSize(16 * 1024 / 16 + 1);
    assertThat(body.text()).contains("the whole body is");
    assertThat(body.bytes()).hasSize(100_000);
  }

  @Test
  void aPictureStaysAPictureAndAVectorDrawingIsText() {
    assertThat(Body.of(new byte[] {1, 2, 3}, type("image/png")).kind()).isEqualTo(Body.Kind.IMAGE);
    assertThat(Body.of(bytes("<svg/>"), type("image/svg+xml")).kind()).isEqualTo(Body.Kind.TEXT);
  }

  @Test
  void anImageThatClaimsTooManyPixelsIsNotDecoded() {
    assertThat(Body.of(pngHeader(4_000, 4_000), type("image/png")).kind())
        .isEqualTo(Body.Kind.IMAGE);
    assertThat(Body.of(pngHeader(20_000, 20_000), type("image/png")).kind())
        .isEqualTo(Body.Kind.BINARY);
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
  void hugeTextIsShortenedWithANoteOfTheWholeInBytes() {
    String huge = "ü".repeat(SHOWN + 10);
    Body body = Body.of(bytes(huge), type("text/plain"));
    assertThat(body.text()).hasSizeLessThan(SHOWN + 200).endsWith(sizeOf(huge));
    assertThat(body.bytes()).hasSize(2 * (SHOWN + 10));
  }

  @Test
  void shorteningDoesNotCutACharacterInTwo() {
    Body body = Body.of(bytes("x" + "😀".repeat(SHOWN)), type("text/plain"));
    char last = body.text().charAt(body.text().indexOf('\n') - 1);
    assertThat(Character.isLowSurrogate(last)).isTrue();
  }

  private static String nested(int depth, int leaves) {
    StringBuilder text = new StringBuilder();
    text.append("\"x\":{".repeat(depth));
    for (int i = 0; i < leaves; i++) {
      text.append(i == 0 ? "" : ",").append("\"k\":1");
    }
    return text.append("}".repeat(depth + 1)).toString();
  }

  private static String sizeOf(String text) {
    return Figures.bytes(bytes(text).length);
  }

  private static Body json(String text) {
    return Body.of(bytes(text), type("application/json"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Header> type(String value) {
    return List.of(new Header("content-type", value));
  }
}
