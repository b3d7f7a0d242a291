package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every word on screen comes from the bundle, once, in one voice. */
class TextsTest {

  private static final Path BUNDLE = Path.of("views", "texts.properties");

  /** Words that keep their capital inside a sentence. */
  private static final Set<String> NAMES =
      Set.of(
          "Async",
          "CSV",
          "Ctrl",
          "Docker",
          "Enter",
          "Escape",
          "Fairlead",
          "File",
          "Helm",
          "HTTP",
          "Hub",
          "ID",
          "API",
          "JSON",
          "SGVsbG8",
          "Shift",
          "Tab",
          "URL",
          "XML");

  private static final Pattern SHOWS_TEXT =
      Pattern.compile(
          "set(Text|PromptText|AccessibleText|AccessibleHelp|Title|HeaderText)"
              + "|new (Label|Button|ToggleButton|CheckBox|RadioButton|Hyperlink|Tab|Tooltip|Text"
              + "|Menu|MenuItem|TableColumn|TitledPane|TextField|TextArea)|fillText");

  private static final Pattern PLACE = Pattern.compile("\\{\\d");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  private final Map<String, String> texts = bundle();

  @Test
  void everyKeyThatIsUsedExists() {
    Map<String, List<String>> missing = new TreeMap<>(used());
    missing.keySet().removeAll(texts.keySet());
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTextIsUsed() {
    Set<String> idle = new TreeSet<>(texts.keySet());
    idle.removeAll(used().keySet());
    assertThat(idle).isEmpty();
  }

  @Test
  void aTextGetsAsManyArgumentsAsItHasPlaces() {
    List<String> found = new ArrayList<>();
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .named("Texts", "of")
        .forEach(
            call -> {
              for (String key : strings.of(call.file(), call.argument(0))) {
                int places = places(texts.getOrDefault(key, ""));
                if (places != call.arguments().size() - 1) {
                  found.add(key + " has " + places + " places: " + call.place());
                }
              }
            });
    assertThat(found).isEmpty();
  }

  @Test
  void everyPatternParsesAndDoublesItsApostrophes() {
    texts.forEach(
        (key, text) -> {
          assertThatCode(() -> new MessageFormat(text, Locale.UK))
              .as(key)
              .doesNotThrowAnyException();
          String alone = text.replace("''", "");
          // Not by parsing: a single ' hides the places behind it.
          if (PLACE.matcher(text).find()) {
            assertThat(alone).as("%s has arguments: ' is written ''", key).doesNotContain("'");
          } else {
            assertThat(text).as("%s has no arguments: '' shows twice", key).doesNotContain("''");
          }
        });
  }

  @Test
  void textsAreCalmSentences() {
    List<String> found = new ArrayList<>();
    texts.forEach(
        (key, text) -> {
          if (text.contains("!") || text.contains("  ") && !key.startsWith("status.")) {
            found.add(key + "=" + text);
          }
          for (String sentence : sentences(withoutActions(text))) {
            capitals(sentence)
                .forEach(word -> found.add(key + " has a capital in " + word + ": " + text));
          }
        });
    assertThat(found).isEmpty();
  }

  @Test
  void noViewHasWordsOfItsOwn() {
    List<String> found = new ArrayList<>();
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .all()
        .filter(call -> (call.file().packageName() + ".").startsWith("io.fairlead.ui."))
        .filter(call -> SHOWS_TEXT.matcher(call.name()).matches())
        .forEach(
            call ->
                call.allArguments()
                    .flatMap(argument -> strings.of(call.file(), argument).stream())
                    .filter(text -> WORD.matcher(text).find())
                    .forEach(text -> found.add("“" + text + "” in " + call.place())));
    for (Fxml fxml : Fxml.all()) {
      for (String attribute : List.of("text", "promptText", "accessibleText", "title")) {
        fxml.values(attribute).stream()
            .filter(value -> !value.startsWith("%") && WORD.matcher(value).find())
            .forEach(value -> found.add(fxml.path() + " " + attribute + "=" + value));
      }
    }
    assertThat(found).isEmpty();
  }

  /** Keys of code and FXML to where they stand. */
  private static Map<String, List<String>> used() {
    Map<String, List<String>> keys = new TreeMap<>();
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .named("Texts", "of")
        .forEach(
            call ->
                strings
                    .of(call.file(), call.argument(0))
                    .forEach(
                        key ->
                            keys.computeIfAbsent(key, k -> new ArrayList<>()).add(call.place())));
    for (Fxml fxml : Fxml.all()) {
      for (Fxml.Tag tag : fxml.tags()) {
        tag.attributes().values().stream()
            .filter(value -> value.startsWith("%"))
            .forEach(
                value ->
                    keys.computeIfAbsent(value.substring(1), k -> new ArrayList<>())
                        .add(fxml.path().toString()));
      }
    }
    return keys;
  }

  private static Map<String, String> bundle() {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(BUNDLE)) {
      read.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(key -> key, read::getProperty, (one, other) -> one, TreeMap::new));
  }

  private static int places(String text) {
    return new MessageFormat(text, Locale.UK).getFormatsByArgumentIndex().length;
  }

  /** What is left when the names of buttons and menu items are taken out. */
  private String withoutActions(String text) {
    String left = text;
    for (Map.Entry<String, String> other : texts.entrySet()) {
      if (other.getKey().startsWith("action.")) {
        left = left.replace(other.getValue(), "it");
      }
    }
    return left;
  }

  /** The parts that begin with a word of their own: sentences, and the branches of a choice. */
  private static List<String> sentences(String text) {
    return List.of(text.split("[.:;?|#<{}(]\\s*"));
  }

  private static List<String> capitals(String sentence) {
    List<String> found = new ArrayList<>();
    Matcher words = Pattern.compile("[\\p{L}\\p{N}]+").matcher(sentence);
    boolean first = true;
    while (words.find()) {
      String word = words.group();
      if (!first && Character.isUpperCase(word.charAt(0)) && !NAMES.contains(word)) {
        found.add(word);
      }
      first = false;
    }
    return found;
  }
}
