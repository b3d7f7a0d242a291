package io.fairlead.arch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Source files as the compiler reads them: trees, doc comments, lines. Nothing is resolved. */
final class Sources {

  private static final Sources PROGRAM = parse(Path.of("app"));
  private static final Sources TESTS = parse(Path.of("src", "test", "java"));

  private final List<Source> files;

  private Sources(List<Source> files) {
    this.files = files;
  }

  /** The program. */
  static Sources ofProgram() {
    return PROGRAM;
  }

  /** The tests. */
  static Sources ofTests() {
    return TESTS;
  }

  /** Every file, in the order of their paths. */
  List<Source> files() {
    return files;
  }

  /** The files below a package, for example {@code io.fairlead.ui}. */
  List<Source> below(String packageName) {
    return files.stream()
        .filter(file -> (file.packageName() + ".").startsWith(packageName + "."))
        .toList();
  }

  private static Sources parse(Path root) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> tree = Files.walk(root);
        StandardJavaFileManager manager =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<Path> paths = tree.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(paths));
      DocTrees trees = DocTrees.instance(task);
      List<Source> parsed = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        parsed.add(new Source(Path.of(unit.getSourceFile().getName()), unit, trees));
      }
      return new Sources(List.copyOf(parsed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file. */
  record Source(Path path, CompilationUnitTree unit, DocTrees trees) {

    /** The name of its package. */
    String packageName() {
      return String.valueOf(unit.getPackageName());
    }

    /** The name of its outermost type: the file's name without the ending. */
    String typeName() {
      return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** The line on which something begins. */
    long firstLine(Tree tree) {
      return lineOf(positions().getStartPosition(unit, tree));
    }

    /** The line on which something ends. */
    long lastLine(Tree tree) {
      return lineOf(positions().getEndPosition(unit, tree));
    }

    /** A place as an editor opens it. */
    String place(Tree tree) {
      return path + ":" + firstLine(tree);
    }

    /** The doc comment above a declaration. */
    Optional<String> docComment(TreePath declaration) {
      return Optional.ofNullable(trees.getDocComment(declaration)).filter(text -> !text.isBlank());
    }

    /** The types that the file declares at its top. */
    List<ClassTree> topLevelTypes() {
      return unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .toList();
    }

    /** The path to a tree directly inside another. */
    TreePath pathOf(Tree tree) {
      return trees.getPath(unit, tree);
    }

    private SourcePositions positions() {
      return trees.getSourcePositions();
    }

    private long lineOf(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
