package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.FxRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;

/** The stylesheets are sound, and what views ask of them is there. */
class StylesTest {

  private static final Path LIGHT = Path.of("views", "theme", "tokens-light.css");
  private static final Path DARK = Path.of("views", "theme", "tokens-dark.css");

  /** What AtlantaFX's theme and the controls themselves know by class. */
  private static final String THEME = "/atlantafx/base/theme/primer-light.css";

  private static final Pattern CLASS = Pattern.compile("\\.([a-zA-Z][\\w-]*)");
  private static final Pattern DEFINED = Pattern.compile("(?m)^\\s*(-(?:fl|color)-[\\w-]+)\\s*:");
  private static final Pattern USED = Pattern.compile(":[^;{}]*?(-fl-[\\w-]+)");
  private static final Pattern OUR_PROPERTY = Pattern.compile("(?m)^\\s*(-fl-[\\w-]+)\\s*:");

  /** Classes without a rule of their own: a place for a look, or a name that a test asks for. */
  private static final Map<String, String> WITHOUT_RULE =
      Map.of(
          "theme-light", "tells which theme is on",
          "theme-dark", "tells which theme is on",
          "data-pane", "the place of some data",
          "busy", "one of its states; empty, another, has a rule",
          "failed", "one of its states, too",
          "chart-plot", "what a test looks at");

  @Test
  void everyStylesheetParsesWithoutAWarning() {
    List<String> errors =
        FxRuntime.onFx(
            () -> {
              var found = CssParser.errorsProperty();
              found.clear();
              for (Path sheet : sheets()) {
                new CssParser().parse(sheet.toUri().toURL());
              }
              return found.stream().map(CssParser.ParseError::getMessage).toList();
            });
    assertThat(errors).isEmpty();
  }

  @Test
  void lightAndDarkDefineTheSameColours() {
    assertThat(all(DEFINED, text(LIGHT))).isEqualTo(all(DEFINED, text(DARK)));
  }

  @Test
  void everyColourThatIsUsedIsDefinedInLightAndInDark() {
    Set<String> used = new TreeSet<>();
    for (Path sheet : sheets()) {
      used.addAll(all(USED, text(sheet)));
    }
    assertThat(used).isNotEmpty();
    assertThat(all(DEFINED, text(LIGHT))).containsAll(used);
    assertThat(all(DEFINED, text(DARK))).containsAll(used);
  }

  @Test
  void everyColourThatIsDefinedIsUsed() {
    Set<String> idle = all(OUR_PROPERTY, text(LIGHT));
    for (Path sheet : sheets()) {
      idle.removeAll(all(USED, text(sheet)));
    }
    assertThat(idle).isEmpty();
  }

  @Test
  void everyPropertyOfOurOwnIsOneThatCodeReads() {
    Set<String> written = new TreeSet<>();
    for (Path sheet : sheets()) {
      if (!sheet.equals(LIGHT) && !sheet.equals(DARK)) {
        written.addAll(all(OUR_PROPERTY, text(sheet)));
      }
    }
    Set<String> read = new TreeSet<>();
    for (Sources.Source file : Sources.ofProgram().below("io.fairlead.ui")) {
      read.addAll(all(Pattern.compile("\"(-fl-[\\w-]+)"), text(file.path())));
    }
    assertThat(written)
        .allMatch(
            name -> read.stream().anyMatch(name::startsWith), "is a property that code reads");
  }

  @Test
  void everyStyleClassOfViewsHasARule() {
    Map<String, String> used = usedClasses();
    Set<String> known = all(CLASS, selectors(resource(THEME)));
    for (Path sheet : sheets()) {
      known.addAll(all(CLASS, selectors(text(sheet))));
    }
    used.keySet().removeAll(known);
    assertThat(used.keySet()).as("%s", used).isEqualTo(WITHOUT_RULE.keySet());
  }

  @Test
  void noScreenAsksForAStyleThatIsMissing() {
    assertThat(ScreenTour.result().styleErrors()).isEmpty();
  }

  /** Style classes of FXML and code to where they stand. */
  private static Map<String, String> usedClasses() {
    Map<String, String> used = new TreeMap<>();
    for (Fxml fxml : Fxml.all()) {
      for (String classes : fxml.values("styleClass")) {
        for (String one : classes.split("[,\\s]+")) {
          used.put(one, fxml.path().toString());
        }
      }
    }
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .all()
        .filter(call -> call.receiver().endsWith("getStyleClass()"))
        .filter(call -> Set.of("add", "addAll", "setAll").contains(call.name()))
        .forEach(
            call ->
                call.allArguments()
                    .flatMap(argument -> strings.of(call.file(), argument).stream())
                    .filter(name -> !name.contains(Strings.ANYTHING))
                    .forEach(name -> used.put(name, call.place())));
    return used;
  }

  private static List<Path> sheets() {
    try (Stream<Path> tree = Files.walk(Path.of("views"))) {
      return tree.filter(path -> path.toString().endsWith(".css")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text.replaceAll("(?s)/\\*.*?\\*/", ""));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String selectors(String css) {
    return css.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?s)\\{[^}]*}", " ");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = StylesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
