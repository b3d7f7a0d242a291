package io.fairlead.arch;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every call of the program's sources, by the names that stand there; types are not resolved. */
final class Calls {

  /**
   * One call.
   *
   * @param receiver what stands before the dot, or nothing
   * @param name the method; for a constructor the simple name of its class behind {@code new}
   * @param path the call itself
   */
  record Call(
      Sources.Source file,
      String receiver,
      String name,
      List<? extends ExpressionTree> arguments,
      TreePath path) {

    /** An argument, with the way to it. */
    TreePath argument(int index) {
      return new TreePath(path, arguments.get(index));
    }

    /** Every argument, with the way to it. */
    Stream<TreePath> allArguments() {
      return arguments.stream().map(argument -> new TreePath(path, argument));
    }

    /** Where it stands. */
    String place() {
      return file.place(path.getLeaf()) + " " + path.getLeaf();
    }
  }

  private static final Calls PROGRAM = new Calls(Sources.ofProgram());

  private final List<Call> all = new ArrayList<>();

  private Calls(Sources sources) {
    sources.files().forEach(this::read);
  }

  /** The program's. */
  static Calls ofProgram() {
    return PROGRAM;
  }

  /** Every one. */
  Stream<Call> all() {
    return all.stream();
  }

  /** Calls of a static method: {@code Receiver.name(…)}. */
  Stream<Call> named(String receiver, String name) {
    return all().filter(call -> call.receiver().equals(receiver) && call.name().equals(name));
  }

  /** Calls that create an object of a class with as many arguments. */
  List<Call> ofConstructor(String type, int arguments) {
    return all()
        .filter(call -> call.name().equals("new " + type) && call.arguments().size() == arguments)
        .toList();
  }

  /**
   * Calls of a method of a class: without receiver in the same file, or with the class' name; where
   * there are none, any with the name and fitting arguments in a file that can see the class.
   */
  List<Call> ofMethod(Sources.Source file, String type, MethodTree method) {
    List<Call> likely =
        all()
            .filter(call -> call.name().contentEquals(method.getName()))
            .filter(call -> fits(call, method.getParameters()))
            .toList();
    List<Call> sure =
        likely.stream()
            .filter(
                call ->
                    call.receiver().equals(type)
                        || call.receiver().isEmpty() && call.file().equals(file))
            .toList();
    return sure.isEmpty() ? likely.stream().filter(call -> sees(call.file(), file)).toList() : sure;
  }

  private static boolean sees(Sources.Source caller, Sources.Source declaring) {
    String name = declaring.packageName() + "." + declaring.typeName();
    return caller.packageName().equals(declaring.packageName())
        || caller.unit().getImports().stream()
            .anyMatch(line -> line.getQualifiedIdentifier().toString().startsWith(name));
  }

  private static boolean fits(Call call, List<? extends VariableTree> parameters) {
    int given = call.arguments().size();
    boolean open = !parameters.isEmpty() && parameters.getLast().toString().contains("...");
    return open ? given >= parameters.size() - 1 : given == parameters.size();
  }

  private void read(Sources.Source file) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        ExpressionTree method = call.getMethodSelect();
        String receiver =
            method instanceof MemberSelectTree select ? select.getExpression().toString() : "";
        String name =
            switch (method) {
              case MemberSelectTree select -> select.getIdentifier().toString();
              case IdentifierTree identifier -> identifier.getName().toString();
              default -> "";
            };
        all.add(new Call(file, receiver, name, call.getArguments(), getCurrentPath()));
        return super.visitMethodInvocation(call, nothing);
      }

      @Override
      public Void visitNewClass(NewClassTree created, Void nothing) {
        String type = created.getIdentifier().toString().replaceFirst("<.*", "");
        String simple = type.substring(type.lastIndexOf('.') + 1);
        all.add(new Call(file, "", "new " + simple, created.getArguments(), getCurrentPath()));
        return super.visitNewClass(created, nothing);
      }
    }.scan(file.unit(), null);
  }
}
