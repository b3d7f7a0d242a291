package io.fairlead.ui.control.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour of a text is legible on every ground that it may stand on (WCAG 2.2, 1.4.3). */
class CodeColoursTest {

  private static final double LEGIBLE = 4.5;

  private static Map<String, Color> tokens(String theme) throws IOException {
    Map<String, Color> tokens = new LinkedHashMap<>();
    Matcher token =
        Pattern.compile("(-(?:fl|color)-[\\w-]+):\\s*(#[0-9a-f]{6})")
            .matcher(Files.readString(Path.of("views", "theme", "tokens-" + theme + ".css")));
    while (token.find()) {
      tokens.put(token.group(1), Color.web(token.group(2)));
    }
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyColourOfATextIsLegible(String theme) throws IOException {
    Map<String, Color> tokens = tokens(theme);
    for (Map.Entry<String, Color> token : tokens.entrySet()) {
      boolean ofText =
          token.getKey().startsWith("-fl-code-") && !token.getKey().startsWith("-fl-code-match");
      if (ofText) {
        legible(theme, tokens, token.getKey(), "-fl-editor", LEGIBLE);
        if (!token.getKey().equals("-fl-code-line-number")) {
          legible(theme, tokens, token.getKey(), "-fl-selection", LEGIBLE);
        }
      }
    }
    for (String ground :
        new String[] {
          "-fl-selection",
          "-fl-selection-idle",
          "-fl-row-hover",
          "-fl-code-match",
          "-fl-code-match-current"
        }) {
      legible(theme, tokens, "-color-fg-default", ground, LEGIBLE);
    }
  }

  private static void legible(
      String theme, Map<String, Color> tokens, String text, String ground, double least) {
    assertThat(contrast(tokens.get(text), tokens.get(ground)))
        .as("%s on %s, %s", text, ground, theme)
        .isGreaterThanOrEqualTo(least);
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
