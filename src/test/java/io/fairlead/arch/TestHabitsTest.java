package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What no test does. */
class TestHabitsTest {

  @Test
  void noTestSleeps() {
    List<String> found = new ArrayList<>();
    for (Sources.Source file : Sources.ofTests().files()) {
      calls(
          file,
          (name, place) -> {
            if (name.equals("sleep")) {
              found.add(file.place(place) + " " + place);
            }
          });
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    List<String> found = new ArrayList<>();
    for (Sources.Source file : Sources.ofTests().files()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
          if (annotation.getAnnotationType().toString().matches("(.*\\.)?(Disabled|Enabled).*")) {
            found.add(file.place(annotation) + " " + annotation);
          }
          return super.visitAnnotation(annotation, nothing);
        }
      }.scan(file.unit(), null);
    }
    assertThat(found).isEmpty();
  }

  private static void calls(Sources.Source file, BiConsumer<String, Tree> seen) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        seen.accept(nameOf(call.getMethodSelect()), call);
        return super.visitMethodInvocation(call, nothing);
      }

      @Override
      public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
        seen.accept(reference.getName().toString(), reference);
        return super.visitMemberReference(reference, nothing);
      }
    }.scan(file.unit(), null);
  }

  private static String nameOf(ExpressionTree method) {
    return switch (method) {
      case MemberSelectTree select -> select.getIdentifier().toString();
      case IdentifierTree name -> name.getName().toString();
      default -> "";
    };
  }
}
