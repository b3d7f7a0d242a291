package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.ui.call.BinaryText.Bytes;
import io.fairlead.ui.call.BinaryText.Encoding;
import io.fairlead.ui.call.BinaryText.Unfinished;
import io.fairlead.ui.call.BinaryText.Wrong;
import java.util.Random;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTextTest {

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void bytesOfEveryLengthAreReadBackAsTheyWereWritten(Encoding encoding) {
    Random random = new Random(7);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      ByteString written = ByteString.of(bytes);
      assertThat(BinaryText.read(BinaryText.write(written, encoding), encoding))
          .isEqualTo(new Bytes(written));
    }
  }

  @Test
  void hexMayHaveColonsAndWhiteSpaceAnywhere() {
    assertThat(BinaryText.read(" 0A:ff\n1 0\t", Encoding.HEX))
        .isEqualTo(new Bytes(ByteString.of((byte) 10, (byte) 0xff, (byte) 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+/+/", "-_-_", "-_ -_", "+/\n+/"})
  void base64HasTwoAlphabets(String text) {
    assertThat(BinaryText.read(text, Encoding.BASE64))
        .isEqualTo(new Bytes(ByteString.decodeHex("fbffbf")));
  }

  @Test
  void base64MayGoWithoutItsPadding() {
    assertThat(BinaryText.read("SGVsbG8", Encoding.BASE64))
        .isEqualTo(new Bytes(ByteString.encodeUtf8("Hello")));
  }

  @Test
  void theFirstWrongCharacterIsNamedWithItsPlace() {
    assertThat(BinaryText.read("48 65\n6c xg", Encoding.HEX)).isEqualTo(new Wrong(2, 4, "x"));
    assertThat(BinaryText.read("SGVs\nbG8$", Encoding.BASE64)).isEqualTo(new Wrong(2, 4, "$"));
    assertThat(BinaryText.read("😀", Encoding.HEX)).isEqualTo(new Wrong(1, 1, "😀"));
    assertThat(BinaryText.read("٣٣", Encoding.HEX)).isInstanceOf(Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "A===", "AA=A", "AAA==", "AAAA=", "AA==AA"})
  void paddingStandsAtTheEndAlone(String text) {
    assertThat(BinaryText.read(text, Encoding.BASE64)).isInstanceOf(Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAAA", "AA="})
  void missingDigitsAreNoBytes(String text) {
    assertThat(BinaryText.read(text, Encoding.BASE64)).isInstanceOf(Unfinished.class);
  }

  @Test
  void halfAByteIsNoByte() {
    assertThat(BinaryText.read("48 6", Encoding.HEX)).isInstanceOf(Unfinished.class);
  }
}
