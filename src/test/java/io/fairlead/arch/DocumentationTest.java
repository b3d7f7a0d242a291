package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What is open to other packages says what it is. Left out: overriding methods, constructors of
 * records, accessors of their components, bodies of enum constants.
 */
class DocumentationTest {

  @Test
  void everyPackageSaysWhatLivesInItAndIsNullMarked() {
    Map<String, JavaPackage> packages = new TreeMap<>();
    for (JavaClass type : Compiled.program()) {
      packages.put(type.getPackageName(), type.getPackage());
    }
    Set<String> documented = new TreeSet<>();
    for (Sources.Source file : Sources.ofProgram().files()) {
      if (file.typeName().equals("package-info")
          && file.docComment(file.pathOf(file.unit().getPackage())).isPresent()) {
        documented.add(file.packageName());
      }
    }
    assertThat(documented).isEqualTo(packages.keySet());
    assertThat(packages.values())
        .allMatch(one -> one.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }

  @Test
  void everyOpenTypeSaysWhatItIs() {
    List<String> silent = new ArrayList<>();
    for (Sources.Source file : Sources.ofProgram().files()) {
      for (ClassTree type : file.topLevelTypes()) {
        // Of a type that only its package sees, one sentence is asked too: it is the class' idea.
        if (file.docComment(file.pathOf(type)).isEmpty()) {
          silent.add(file.place(type) + " " + type.getSimpleName());
        }
        nested(file, type, silent);
      }
    }
    assertThat(silent).isEmpty();
  }

  private static void nested(Sources.Source file, ClassTree outer, List<String> silent) {
    for (Tree member : outer.getMembers()) {
      if (member instanceof ClassTree type && isOpen(outer) && isOpen(type, outer)) {
        if (file.docComment(file.pathOf(type)).isEmpty()) {
          silent.add(file.place(type) + " " + outer.getSimpleName() + "." + type.getSimpleName());
        }
      }
    }
  }

  @Test
  void everyOpenMethodSaysWhatItDoes() {
    List<String> silent = new ArrayList<>();
    for (Sources.Source file : Sources.ofProgram().files()) {
      for (ClassTree type : file.topLevelTypes()) {
        for (Tree member : type.getMembers()) {
          if (member instanceof MethodTree method
              && isOpen(type)
              && isOpen(method, type)
              && !isExempt(method, type)
              && file.docComment(new TreePath(file.pathOf(type), method)).isEmpty()) {
            silent.add(file.place(method) + " " + type.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  private static boolean isOpen(ClassTree type) {
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isOpen(ClassTree type, ClassTree outer) {
    return isOpen(type) || outer.getKind() == Tree.Kind.INTERFACE;
  }

  private static boolean isOpen(MethodTree method, ClassTree type) {
    Set<Modifier> flags = method.getModifiers().getFlags();
    return flags.contains(Modifier.PUBLIC)
        || type.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
  }

  private static boolean isExempt(MethodTree method, ClassTree type) {
    boolean overrides =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    if (overrides || type.getKind() != Tree.Kind.RECORD) {
      return overrides;
    }
    boolean constructor = method.getName().contentEquals("<init>");
    return constructor
        || method.getParameters().isEmpty()
            && components(type).contains(method.getName().toString());
  }

  private static Set<String> components(ClassTree record) {
    return record.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .map(field -> field.getName().toString())
        .collect(Collectors.toSet());
  }
}
