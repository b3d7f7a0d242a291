package io.fairlead.ui.control.code;

import static io.fairlead.ui.control.code.TokenKind.ERROR;
import static io.fairlead.ui.control.code.TokenKind.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tokenizer keeps, whatever it is given, and what each makes of its language. */
class TokenizerTest {

  private static final int LENGTH = 1 << 20;

  /** Pieces that open, close, escape and mislead in one of the languages. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    "\\\"",
    ":",
    ": ",
    ",",
    "<",
    "</",
    "/>",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<?",
    "&",
    "&amp;",
    "&#",
    ";",
    "=",
    "\n",
    "\r\n",
    " ",
    "\t",
    "-",
    "- ",
    "---\n",
    "...\n",
    "|",
    ">-",
    "#",
    " #",
    "%",
    "!",
    "*a",
    "&a",
    "~",
    "true",
    "null",
    "-0",
    "01",
    "1e",
    "1.5e+3",
    ".",
    "a",
    "key",
    "ä",
    "😀",
    "\uD83D",
    "\uDE00",
    "\0",
    "\uFEFF",
    "?",
    "0x",
    "+"
  };

  @ParameterizedTest
  @EnumSource
  void partsCoverAnyTextExactly(Language language) {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      covers(language, text.toString());
    }
  }

  private static void covers(Language language, String text) {
    int end = 0;
    TokenKind former = null;
    for (Span span : language.tokenize(text).spans()) {
      assertThat(span.from()).as(text).isEqualTo(end);
      assertThat(span.to()).as(text).isGreaterThan(end);
      assertThat(span.kind()).as(text).isNotEqualTo(former);
      end = span.to();
      former = span.kind();
    }
    assertThat(end).as(text).isEqualTo(text.length());
  }

  static Stream<String> everyPieceRepeated() {
    return Stream.of(PIECES);
  }

  /** A megabyte of one piece over and over; one with a square law would take minutes. */
  @ParameterizedTest
  @MethodSource("everyPieceRepeated")
  void aMegabyteOfAnythingTakesLinearTime(String piece) {
    String text = piece.repeat(LENGTH / piece.length());
    String afterOpening = "{\"a\": <b c=\"" + text;
    for (Language language : Language.values()) {
      for (String one : List.of(text, afterOpening)) {
        long begin = System.nanoTime();
        Tokens tokens = language.tokenize(one);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(tokens.length()).isEqualTo(one.length());
      }
    }
  }

  @Test
  void aPartIsFoundByAnyOfItsCharacters() {
    Tokens tokens = Language.JSON.tokenize("{\"a\": 12}");
    for (int i = 0; i < tokens.count(); i++) {
      for (int at = tokens.from(i); at < tokens.to(i); at++) {
        assertThat(tokens.at(at)).isEqualTo(i);
      }
    }
    assertThat(tokens.at(tokens.length())).isEqualTo(tokens.count());
  }

  @Test
  void jsonTellsKeysFromTexts() {
    assertThat(parts(Language.JSON, "{\"a\" : \"b\\\"\", \"n\": [-1.5e3, true, null]}"))
        .containsExactly(
            "PUNCTUATION {",
            "KEY \"a\"",
            "PUNCTUATION :",
            "STRING \"b\\\"\"",
            "PUNCTUATION ,",
            "KEY \"n\"",
            "PUNCTUATION :",
            "PUNCTUATION [",
            "NUMBER -1.5e3",
            "PUNCTUATION ,",
            "LITERAL true",
            "PUNCTUATION ,",
            "LITERAL null",
            "PUNCTUATION ]}");
  }

  @Test
  void jsonMarksWhatItMayNotHold() {
    assertThat(kindsOf(Language.JSON, "01", "1.", "nul", "'a'", "\"open", "+1", "NaN", "1e"))
        .containsOnly(ERROR);
    assertThat(kindsOf(Language.JSON, "0", "-0.0", "10E-2")).containsOnly(NUMBER);
    assertThat(parts(Language.JSON, "[1}")).containsExactly("PUNCTUATION [", "NUMBER 1", "ERROR }");
    assertThat(parts(Language.JSON, "\"open\n7")).containsExactly("ERROR \"open", "NUMBER 7");
  }

  @Test
  void xmlTellsTagsAttributesAndText() {
    assertThat(parts(Language.XML, "<a:b c='1'>x &lt; y</a:b><!-- z --><d/>"))
        .containsExactly(
            "PUNCTUATION <",
            "TAG a:b",
            "ATTRIBUTE c",
            "PUNCTUATION =",
            "STRING '1'",
            "PUNCTUATION >",
            "PLAIN x ",
            "LITERAL &lt;",
            "PLAIN  y",
            "PUNCTUATION </",
            "TAG a:b",
            "PUNCTUATION >",
            "COMMENT <!-- z -->",
            "PUNCTUATION <",
            "TAG d",
            "PUNCTUATION />");
    assertThat(parts(Language.XML, "<a b=\"open <c/>")).contains("ERROR \"open ", "TAG c");
    assertThat(parts(Language.XML, "<![CDATA[<a>]]>"))
        .containsExactly("PUNCTUATION <![CDATA[", "STRING <a>", "PUNCTUATION ]]>");
  }

  @Test
  void yamlTellsKeysValuesBlocksAndComments() {
    assertThat(
            parts(
                Language.YAML,
                """
                ---
                # top
                provider:
                  name: openfaas # here
                  port: 8080
                  tls: false
                list:
                - a: 'it''s'
                - {b: 1, c: x}
                text: |
                  key: no key

                  # no comment
                url: http://a:8080/b
                anchor: &x !t y
                """))
        .containsExactly(
            "PUNCTUATION ---",
            "COMMENT # top",
            "KEY provider",
            "PUNCTUATION :",
            "KEY name",
            "PUNCTUATION :",
            "STRING openfaas",
            "COMMENT # here",
            "KEY port",
            "PUNCTUATION :",
            "NUMBER 8080",
            "KEY tls",
            "PUNCTUATION :",
            "LITERAL false",
            "KEY list",
            "PUNCTUATION :",
            "PUNCTUATION -",
            "KEY a",
            "PUNCTUATION :",
            "STRING 'it''s'",
            "PUNCTUATION -",
            "PUNCTUATION {",
            "KEY b",
            "PUNCTUATION :",
            "NUMBER 1",
            "PUNCTUATION ,",
            "KEY c",
            "PUNCTUATION :",
            "STRING x",
            "PUNCTUATION }",
            "KEY text",
            "PUNCTUATION :",
            "PUNCTUATION |",
            "STRING   key: no key\n\n  # no comment\n",
            "KEY url",
            "PUNCTUATION :",
            "STRING http://a:8080/b",
            "KEY anchor",
            "PUNCTUATION :",
            "ATTRIBUTE &x",
            "ATTRIBUTE !t",
            "STRING y");
  }

  @Test
  void aLanguageIsKnownByItsMediaType() {
    assertThat(Language.ofContentType("application/json; charset=utf-8")).isEqualTo(Language.JSON);
    assertThat(Language.ofContentType("application/problem+json")).isEqualTo(Language.JSON);
    assertThat(Language.ofContentType("application/x-ndjson")).isEqualTo(Language.JSON);
    assertThat(Language.ofContentType("TEXT/XML")).isEqualTo(Language.XML);
    assertThat(Language.ofContentType("image/svg+xml")).isEqualTo(Language.XML);
    assertThat(Language.ofContentType("text/html;x")).isEqualTo(Language.XML);
    assertThat(Language.ofContentType("application/yaml")).isEqualTo(Language.YAML);
    assertThat(Language.ofContentType("text/plain")).isEqualTo(Language.TEXT);
    assertThat(Language.ofContentType(null)).isEqualTo(Language.TEXT);
    assertThat(Language.ofContentType(";;/")).isEqualTo(Language.TEXT);
  }

  @Test
  void aLanguageIsGuessedFromTheText() {
    assertThat(Language.guess("\uFEFF \n {\"a\":1}")).isEqualTo(Language.JSON);
    assertThat(Language.guess("<?xml version='1.0'?>")).isEqualTo(Language.XML);
    assertThat(Language.guess("<3 you")).isEqualTo(Language.TEXT);
    assertThat(Language.guess("---\na: 1")).isEqualTo(Language.YAML);
    assertThat(Language.guess("")).isEqualTo(Language.TEXT);
    assertThat(Language.of("text/plain", "[1]")).isEqualTo(Language.JSON);
    assertThat(Language.of("text/xml", "[1]")).isEqualTo(Language.XML);
  }

  /** The parts but blanks, each with its kind. */
  private static List<String> parts(Language language, String text) {
    return language.tokenize(text).spans().stream()
        .filter(span -> !text.substring(span.from(), span.to()).isBlank())
        .map(span -> span.kind() + " " + text.substring(span.from(), span.to()))
        .toList();
  }

  private static List<TokenKind> kindsOf(Language language, String... texts) {
    return Stream.of(texts)
        .flatMap(text -> language.tokenize(text).spans().stream())
        .map(Span::kind)
        .toList();
  }
}
