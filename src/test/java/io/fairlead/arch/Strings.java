package io.fairlead.arch;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What texts an expression of the source may stand for: literals, put together, chosen between, and
 * followed back through parameters, fields and loops to every call. What cannot be followed is
 * {@link #ANYTHING}.
 */
final class Strings {

  /** Stands for any text. */
  static final String ANYTHING = "*";

  private final Calls calls;

  Strings(Calls calls) {
    this.calls = calls;
  }

  /** Every text that an expression may stand for. */
  Set<String> of(Sources.Source file, TreePath expression) {
    return of(file, expression, new HashSet<>());
  }

  private Set<String> of(Sources.Source file, TreePath path, Set<Tree> seen) {
    return switch (path.getLeaf()) {
      case LiteralTree literal when isText(literal) -> Set.of(literal.getValue().toString());
      case ParenthesizedTree inner -> below(file, path, inner.getExpression(), seen);
      case ConditionalExpressionTree choice ->
          union(
              below(file, path, choice.getTrueExpression(), seen),
              below(file, path, choice.getFalseExpression(), seen));
      case SwitchExpressionTree choice -> ofSwitch(file, path, choice, seen);
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          joined(
              below(file, path, sum.getLeftOperand(), seen),
              below(file, path, sum.getRightOperand(), seen));
      case IdentifierTree name -> named(file, path, name.getName().toString(), seen);
      case MemberSelectTree select when select.getExpression().toString().equals("this") ->
          ofField(file, path, select.getIdentifier().toString(), seen);
      default -> Set.of(ANYTHING);
    };
  }

  private Set<String> below(Sources.Source file, TreePath parent, Tree child, Set<Tree> seen) {
    return of(file, new TreePath(parent, child), seen);
  }

  private Set<String> ofSwitch(
      Sources.Source file, TreePath path, SwitchExpressionTree choice, Set<Tree> seen) {
    Set<String> found = new TreeSet<>();
    for (CaseTree one : choice.getCases()) {
      found.addAll(
          one.getBody() instanceof ExpressionTree value
              ? below(file, new TreePath(path, one), value, seen)
              : Set.of(ANYTHING));
    }
    return found;
  }

  private Set<String> named(Sources.Source file, TreePath path, String name, Set<Tree> seen) {
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      switch (at.getLeaf()) {
        case LambdaExpressionTree lambda when declares(lambda.getParameters(), name) -> {
          return Set.of(ANYTHING);
        }
        case EnhancedForLoopTree loop when loop.getVariable().getName().contentEquals(name) -> {
          return ofElements(file, new TreePath(at, loop.getExpression()), seen);
        }
        case MethodTree method -> {
          int index = indexOf(method.getParameters(), name);
          return index < 0
              ? ofLocal(file, at, name, seen)
              : ofParameter(file, at, method, index, seen);
        }
        case ClassTree _ -> {
          return ofField(file, path, name, seen);
        }
        default -> {}
      }
    }
    return Set.of(ANYTHING);
  }

  private Set<String> ofElements(Sources.Source file, TreePath array, Set<Tree> seen) {
    if (!(array.getLeaf() instanceof NewArrayTree created) || created.getInitializers() == null) {
      return Set.of(ANYTHING);
    }
    Set<String> found = new TreeSet<>();
    created.getInitializers().forEach(value -> found.addAll(below(file, array, value, seen)));
    return found;
  }

  private Set<String> ofLocal(Sources.Source file, TreePath method, String name, Set<Tree> seen) {
    Set<String> found = new TreeSet<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree variable, Void nothing) {
        if (variable.getName().contentEquals(name)) {
          Tree around = getCurrentPath().getParentPath().getLeaf();
          found.addAll(
              variable.getInitializer() == null || around instanceof ForLoopTree
                  ? Set.of(ANYTHING)
                  : below(file, getCurrentPath(), variable.getInitializer(), seen));
        }
        return super.visitVariable(variable, nothing);
      }
    }.scan(method, null);
    return found.isEmpty() ? ofField(file, method, name, seen) : found;
  }

  private Set<String> ofParameter(
      Sources.Source file, TreePath at, MethodTree method, int index, Set<Tree> seen) {
    if (!seen.add(method.getParameters().get(index))) {
      return Set.of();
    }
    ClassTree type = (ClassTree) at.getParentPath().getLeaf();
    String name = method.getName().toString();
    return ofArguments(
        name.equals("<init>")
            ? calls.ofConstructor(type.getSimpleName().toString(), method.getParameters().size())
            : calls.ofMethod(file, type.getSimpleName().toString(), method),
        index,
        seen);
  }

  private Set<String> ofArguments(List<Calls.Call> found, int index, Set<Tree> seen) {
    Set<String> values = new TreeSet<>();
    for (Calls.Call call : found) {
      values.addAll(of(call.file(), call.argument(index), seen));
    }
    return values.isEmpty() ? Set.of(ANYTHING) : values;
  }

  private Set<String> ofField(Sources.Source file, TreePath path, String name, Set<Tree> seen) {
    TreePath at = path;
    while (at != null && !(at.getLeaf() instanceof ClassTree)) {
      at = at.getParentPath();
    }
    if (at == null) {
      return Set.of(ANYTHING);
    }
    ClassTree type = (ClassTree) at.getLeaf();
    List<VariableTree> fields =
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .filter(
                field ->
                    !field.getModifiers().getFlags().contains(Modifier.STATIC)
                        || field.getInitializer() != null)
            .toList();
    int index = indexOf(fields, name);
    if (index < 0) {
      return Set.of(ANYTHING);
    }
    VariableTree field = fields.get(index);
    if (field.getInitializer() != null) {
      return below(file, new TreePath(at, field), field.getInitializer(), seen);
    }
    if (type.getKind() == Tree.Kind.RECORD) {
      return seen.add(field)
          ? ofArguments(
              calls.ofConstructor(type.getSimpleName().toString(), recordSize(fields)), index, seen)
          : Set.of();
    }
    return ofAssignments(file, at, name, seen);
  }

  private Set<String> ofAssignments(
      Sources.Source file, TreePath type, String name, Set<Tree> seen) {
    Set<String> found = new TreeSet<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitAssignment(AssignmentTree assignment, Void nothing) {
        if (assignment.getVariable().toString().matches("(this\\.)?" + name)) {
          found.addAll(below(file, getCurrentPath(), assignment.getExpression(), seen));
        }
        return super.visitAssignment(assignment, nothing);
      }
    }.scan(type, null);
    return found.isEmpty() ? Set.of(ANYTHING) : found;
  }

  private static boolean isText(LiteralTree literal) {
    return switch (literal.getKind()) {
      case STRING_LITERAL, CHAR_LITERAL, INT_LITERAL, LONG_LITERAL -> true;
      default -> false;
    };
  }

  private static int recordSize(List<VariableTree> fields) {
    return (int)
        fields.stream()
            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
            .count();
  }

  private static boolean declares(List<? extends VariableTree> variables, String name) {
    return indexOf(variables, name) >= 0;
  }

  private static int indexOf(List<? extends @Nullable VariableTree> variables, String name) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).getName().contentEquals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Set<String> joined(Set<String> heads, Set<String> tails) {
    Set<String> all = new TreeSet<>();
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + tail);
      }
    }
    return all;
  }
}
