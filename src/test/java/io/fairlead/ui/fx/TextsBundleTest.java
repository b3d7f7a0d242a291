package io.fairlead.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsBundleTest {

  @Test
  void placesAreFilledAndNumbersAgreeWithTheirNouns() {
    assertThat(Texts.of("gateway.count", 0)).isEqualTo("No functions");
    assertThat(Texts.of("gateway.count", 1)).isEqualTo("1 function");
    assertThat(Texts.of("gateway.count", 12_345)).isEqualTo("12,345 functions");
  }

  @Test
  void noTextHasAnApostropheThatItsFormatWouldSwallow() {
    List<String> keys =
        Texts.bundle().keySet().stream()
            .filter(key -> Texts.bundle().getString(key).contains("{0"))
            .filter(key -> Texts.bundle().getString(key).contains("'"))
            .toList();
    assertThat(keys).isEmpty();
  }

  @Test
  void aTextThatIsMissingIsNamed() {
    assertThatThrownBy(() -> Texts.of("no.such.text"))
        .isInstanceOf(MissingResourceException.class)
        .hasMessageContaining("no.such.text");
  }
}
