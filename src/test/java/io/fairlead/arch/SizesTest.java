package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Files and methods that fit a reader's head. The exceptions are listed with their reason; one that
 * is no longer needed fails the test.
 */
class SizesTest {

  private static final int LONGEST_FILE = 400;
  private static final int LONGEST_METHOD = 40;

  private static final Map<String, String> LONGER_FILES = Map.of();

  private static final Map<String, String> LONGER_METHODS =
      Map.of(
          "LocalGateway.start",
              "puts the parts together, in the order in which they need each other",
          "ShellActions.<init>", "is the list of the actions, one after the other");

  @Test
  void noFileIsLongerThan400Lines() {
    Map<String, Long> found = new TreeMap<>();
    for (Sources.Source file : Sources.ofProgram().files()) {
      long lines = file.lastLine(file.unit());
      if (lines > LONGEST_FILE) {
        found.put(file.typeName(), lines);
      }
    }
    assertThat(found.keySet()).as("%s", found).isEqualTo(LONGER_FILES.keySet());
  }

  @Test
  void noMethodIsLongerThan40Lines() {
    Map<String, Long> found = new TreeMap<>();
    for (Sources.Source file : Sources.ofProgram().files()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
          long lines = file.lastLine(method) - file.firstLine(method) + 1;
          if (lines > LONGEST_METHOD) {
            found.put(file.typeName() + "." + method.getName(), lines);
          }
          return super.visitMethod(method, nothing);
        }
      }.scan(file.unit(), null);
    }
    assertThat(found.keySet()).as("%s", found).isEqualTo(LONGER_METHODS.keySet());
  }
}
