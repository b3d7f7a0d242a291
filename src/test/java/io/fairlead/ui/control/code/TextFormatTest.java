package io.fairlead.ui.control.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.ui.control.code.TextFormat.Result;
import org.junit.jupiter.api.Test;

class TextFormatTest {

  private static String formatted(Language language, String text) {
    assertThat(TextFormat.format(language, text)).isInstanceOf(Result.Formatted.class);
    return ((Result.Formatted) TextFormat.format(language, text)).text();
  }

  @Test
  void jsonGetsALineForEachValueAndNumbersStayAsWritten() {
    assertThat(
            formatted(
                Language.JSON, "{\"a\":[1.0,1e400,0.10],\"b\":{},\"a\":12345678901234567890}"))
        .isEqualTo(
            """
            {
              "a": [
                1.0,
                1e400,
                0.10
              ],
              "b": { },
              "a": 12345678901234567890
            }\
            """);
  }

  @Test
  void severalValuesStaySeveral() {
    assertThat(formatted(Language.JSON, "{\"a\":1}\n[]")).isEqualTo("{\n  \"a\": 1\n}\n[ ]");
  }

  @Test
  void brokenJsonSaysWhatAndWhere() {
    assertThat(TextFormat.format(Language.JSON, "{\n  \"a\": 1,\n  b: 2\n}"))
        .isInstanceOfSatisfying(
            Result.Broken.class,
            broken -> {
              assertThat(broken.line()).isEqualTo(3);
              assertThat(broken.column()).isBetween(3, 4);
              assertThat(broken.message()).contains("'b'").doesNotContain("\n");
            });
    assertThat(TextFormat.format(Language.JSON, "[1, 2")).isInstanceOf(Result.Broken.class);
  }

  @Test
  void xmlIsIndentedAndItsTextIsLeftAlone() {
    assertThat(
            formatted(
                Language.XML,
                "<?xml version=\"1.0\"?><a x='>'><b>one  two</b><c/><d><e>1</e></d>"
                    + "<p>mixed <i>text</i> stays</p><!-- c --><f></f></a>"))
        .isEqualTo(
            """
            <?xml version="1.0"?>
            <a x='>'>
              <b>one  two</b>
              <c/>
              <d>
                <e>1</e>
              </d>
              <p>mixed <i>text</i> stays</p>
              <!-- c -->
              <f></f>
            </a>
            """);
  }

  @Test
  void formattedXmlStaysAsItIs() {
    String once = formatted(Language.XML, "<a><b>1</b><c><d/></c><e><![CDATA[ <x> ]]></e></a>");
    assertThat(formatted(Language.XML, once)).isEqualTo(once);
  }

  @Test
  void brokenXmlSaysWhere() {
    assertThat(TextFormat.format(Language.XML, "<a>\n<b></a>"))
        .isInstanceOfSatisfying(
            Result.Broken.class, broken -> assertThat(broken.line()).isEqualTo(2));
  }

  @Test
  void noFileIsReadForAnEntity() {
    assertThat(
            TextFormat.format(
                Language.XML,
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"))
        .satisfiesAnyOf(
            result -> assertThat(result).isInstanceOf(Result.Broken.class),
            result -> assertThat(((Result.Formatted) result).text()).contains("&x;"));
  }

  @Test
  void whatIsBlankOrHasNoFormatIsLeftAlone() {
    assertThat(TextFormat.format(Language.JSON, " \n")).isInstanceOf(Result.Untouched.class);
    assertThat(TextFormat.format(Language.TEXT, "{}")).isInstanceOf(Result.Untouched.class);
    assertThat(TextFormat.format(Language.YAML, "a: 1")).isInstanceOf(Result.Untouched.class);
  }

  @Test
  void deepNestingEndsInAResult() {
    assertThat(TextFormat.format(Language.JSON, "[".repeat(100_000)))
        .isInstanceOf(Result.Broken.class);
    String deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);
    assertThat(formatted(Language.XML, deep).length()).isLessThan(2_000_000);
  }
}
