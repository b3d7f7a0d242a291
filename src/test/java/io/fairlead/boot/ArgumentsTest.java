package io.fairlead.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ArgumentsTest {

  private static Arguments parse(String... words) {
    Arguments arguments = new Arguments();
    new CommandLine(arguments).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return arguments;
  }

  @Test
  void noWordsMakeSense() {
    assertThat(parse().contradictions()).isEmpty();
    assertThat(parse().size).isEqualTo("1280x800");
    assertThat(parse().theme).isEqualTo(Arguments.PictureTheme.both);
  }

  @Test
  void theEmbeddedGatewayAloneTakesNeitherGatewayNorPictures() {
    assertThat(parse("--local-gateway", "--connect", "http://x").contradictions())
        .singleElement()
        .asString()
        .contains("--connect");
    assertThat(parse("--local-gateway", "--snapshot", "x").contradictions()).hasSize(1);
    assertThat(parse("--local-gateway", "--port", "1", "--data", "x").contradictions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000x700", "1920x1080", "1280x800"})
  void picturesHaveTheSizeOfAScreen(String size) {
    Arguments arguments = parse("--size", size);
    assertThat(arguments.contradictions()).isEmpty();
    assertThat(arguments.width() + "x" + arguments.height()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"999x700", "1000x699", "1921x1080", "1920x1081", "1280", "1280*800", "", "ax9"})
  void anotherSizeIsNamed(String size) {
    assertThat(parse("--size", size).contradictions())
        .singleElement()
        .asString()
        .startsWith("--size")
        .contains(size);
  }

  @ParameterizedTest
  @CsvSource({"--port,-1", "--port,65536", "--metrics-port,99999999"})
  void aPortThatCannotBeIsNamed(String option, String value) {
    assertThat(parse(option, value).contradictions())
        .isEqualTo(List.of("A port lies between 0 and 65535; " + value + " does not."));
  }

  @Test
  void callbacksBelongToANamedGateway() {
    assertThat(parse("--callback-bind", "*:9777").contradictions())
        .singleElement()
        .asString()
        .contains("--connect");
    assertThat(parse("--connect", "http://x", "--callback-bind", "*:9777").contradictions())
        .isEmpty();
  }

  @Test
  void callbacksAreReadAsTheSheetReadsThem() throws StartFailure {
    Arguments arguments =
        parse("--callback-bind", "*:9777", "--callback-url", "http://host.k3d.internal:9777");
    assertThat(Console.callbacksOf(arguments))
        .hasValueSatisfying(
            address -> assertThat(address.shown()).isEqualTo("http://host.k3d.internal:9777"));
    assertThat(Console.callbacksOf(parse())).isEmpty();
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> Console.callbacksOf(parse("--callback-bind", "*:9777")))
        .withMessageContaining("--callback-bind")
        .withMessageContaining("URL");
  }
}
