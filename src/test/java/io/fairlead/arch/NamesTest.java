package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How things are called, and that imports name what they import. */
class NamesTest {

  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Manager|Helper|Utils?|Utility|Impl|Base)|Abstract[A-Z].*");

  @Test
  void noTypeHasANameThatSaysNothing() {
    List<String> found = new ArrayList<>();
    for (Sources.Source file : everyFile()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree type, Void nothing) {
          if (EMPTY_WORD.matcher(type.getSimpleName()).matches()) {
            found.add(file.place(type) + " " + type.getSimpleName());
          }
          return super.visitClass(type, nothing);
        }
      }.scan(file.unit(), null);
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noImportHasAStar() {
    List<String> found = new ArrayList<>();
    for (Sources.Source file : everyFile()) {
      for (ImportTree imported : file.unit().getImports()) {
        if (imported.isModule() || imported.getQualifiedIdentifier().toString().endsWith("*")) {
          found.add(file.place(imported) + " " + imported);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aFileIsNamedLikeTheOneTypeAtItsTop() {
    assertThat(everyFile())
        .filteredOn(file -> !file.typeName().equals("package-info"))
        .allSatisfy(
            file ->
                assertThat(file.topLevelTypes())
                    .as("%s", file.path())
                    .extracting(type -> type.getSimpleName().toString())
                    .containsExactly(file.typeName()));
  }

  private static List<Sources.Source> everyFile() {
    return Stream.of(Sources.ofProgram(), Sources.ofTests())
        .flatMap(all -> all.files().stream())
        .toList();
  }
}
