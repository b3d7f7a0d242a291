package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void formattingIndentsAndChangesNoValue() {
    assertThat(JsonText.pretty("{\"b\":1.10,\"a\":[1e400,{\"b\":\"\\u00fc\"}],\"b\":-0}"))
        .contains(
            """
            {
              "b": 1.10,
              "a": [
                1e400,
                {
                  "b": "ü"
                }
              ],
              "b": -0
            }\
            """);
  }

  @Test
  void formattingTwiceIsFormattingOnce() {
    String once = JsonText.pretty("[{},[],{\"a\":[]}] 7").orElseThrow();
    assertThat(JsonText.pretty(once)).contains(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "[1,]", "nul", "{} x"})
  void whatIsNoJsonIsNotFormatted(String text) {
    assertThat(JsonText.pretty(text)).isEmpty();
    assertThat(JsonText.mistake(text)).isPresent();
  }

  @Test
  void theFirstMistakeHasItsPlace() {
    JsonText.Mistake mistake = JsonText.mistake("{\n  \"a\": }").orElseThrow();
    assertThat(mistake.line()).isEqualTo(2);
    assertThat(mistake.column()).isEqualTo(8);
    assertThat(mistake.reason()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "null", "7", "{} []"})
  void theseAreNoMistakes(String text) {
    assertThat(JsonText.mistake(text)).isEmpty();
  }
}
