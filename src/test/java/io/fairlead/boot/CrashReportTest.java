package io.fairlead.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrashReportTest {

  private static Throwable failure(String type, String method, int line) {
    Throwable failure =
        type.equals("state") ? new IllegalStateException("any") : new ArithmeticException("any");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("io.fairlead.Some", method, "Some.java", line),
          new StackTraceElement("io.fairlead.Other", "call", "Other.java", line + 1)
        });
    return failure;
  }

  @Test
  void theSameFailureAtTheSamePlaceHasTheSameCodeInEveryVersionAndOnEveryMachine() {
    assertThat(CrashReport.code(failure("state", "run", 7))).isEqualTo("F-d049b651");
    assertThat(CrashReport.code(failure("state", "run", 99))).isEqualTo("F-d049b651");
  }

  @Test
  void anotherFailureOrAnotherPlaceHasAnotherCode() {
    assertThat(CrashReport.code(failure("arithmetic", "run", 7)))
        .isNotEqualTo(CrashReport.code(failure("state", "run", 7)));
    assertThat(CrashReport.code(failure("state", "walk", 7)))
        .isNotEqualTo(CrashReport.code(failure("state", "run", 7)));
  }

  @Test
  void aFailureWithoutATraceHasACodeToo() {
    Throwable bare = new IllegalStateException();
    bare.setStackTrace(new StackTraceElement[0]);
    assertThat(CrashReport.code(bare)).matches("F-[0-9a-f]{8}");
  }

  @Test
  void whatEndsTheProgramIsOneSentenceWithItsCodeAndItsLog() {
    assertThat(
            CrashReport.sentence(
                "The window could not be opened", failure("state", "run", 7), Path.of("folder")))
        .doesNotContain("\n")
        .startsWith("The window could not be opened (F-")
        .contains(Path.of("folder", "fairlead.0.log").toString());
  }
}
