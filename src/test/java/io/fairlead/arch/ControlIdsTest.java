package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/control-ids.md} lists every id that a person or a test may rely on, as the real
 * window has it. {@code mvn test -Dtest=ControlIdsTest -Dcontrol-ids=write} writes it anew.
 */
class ControlIdsTest {

  private static final Path LIST = Path.of("docs", "control-ids.md");

  private static final String HEAD =
      """
      # Control ids

      Every control that a person or a test must find has an id. An id stays when texts, looks and layouts change; it
      belongs to one control, and no two controls that are visible at once share it. `N` is a row's number, from 0.

      This list is what the real window has: a test opens every screen, compares, and fails with the difference.
      `mvn test -Dtest=ControlIdsTest -Dcontrol-ids=write` writes it anew.

      | id | control | where |
      |---|---|---|
      """;

  @Test
  void theListIsWhatTheWindowHas() throws IOException {
    Set<String> rows =
        ScreenTour.result().census().entries().values().stream()
            .map(one -> "| `%s` | %s | %s |".formatted(one.id(), one.control(), one.screen()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String wanted = HEAD + String.join("\n", rows) + "\n";
    if ("write".equals(System.getProperty("control-ids"))) {
      Files.writeString(LIST, wanted);
    }
    String written = Files.readString(LIST);
    Set<String> listed =
        written.lines().filter(line -> line.startsWith("| `")).collect(Collectors.toSet());
    assertThat(listed).isEqualTo(rows);
    assertThat(written).isEqualTo(wanted);
  }

  @Test
  void noTwoVisibleControlsShareAnId() {
    assertThat(ScreenTour.result().census().duplicates()).isEmpty();
  }

  @Test
  void everyIdOfFxmlAndCodeIsMetInTheWindow() {
    Set<String> met = ScreenTour.result().census().entries().keySet();
    Set<String> unseen = new TreeSet<>();
    for (Fxml fxml : Fxml.all()) {
      unseen.addAll(fxml.values("id"));
    }
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .all()
        .filter(call -> call.name().equals("setId") && call.arguments().size() == 1)
        .flatMap(call -> strings.of(call.file(), call.argument(0)).stream())
        .forEach(unseen::add);
    unseen.removeIf(id -> met.stream().anyMatch(pattern(id)));
    // An action is met in a menu, and only some of them on the toolbar.
    unseen.removeIf(id -> met.contains(id.replaceFirst("^action-", "menu-")));
    assertThat(unseen).isEmpty();
  }

  private static Predicate<String> pattern(String id) {
    String any = Pattern.quote(Strings.ANYTHING);
    return Pattern.compile("\\Q" + id.replaceAll(any, "\\\\E.+\\\\Q") + "\\E").asMatchPredicate();
  }

  @Test
  void everyControlTellsAScreenReaderWhatItIs() {
    assertThat(ScreenTour.result().census().nameless()).isEmpty();
  }
}
