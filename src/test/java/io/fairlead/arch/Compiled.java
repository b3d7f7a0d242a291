package io.fairlead.arch;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The compiled program, read once, and who in it does what. */
final class Compiled {

  /** The package that everything lives in, with the dot behind it. */
  static final String OURS = "io.fairlead.";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private Compiled() {}

  /** Every class of the program, without the tests. */
  static JavaClasses program() {
    return PROGRAM;
  }

  /**
   * The places that call a method, use a constructor or read a field, calls and method references
   * alike: outermost class without {@code io.fairlead.} to a description of each place.
   */
  static Map<String, List<String>> places(Predicate<JavaAccess<?>> wanted) {
    Map<String, List<String>> found = new TreeMap<>();
    for (JavaClass type : PROGRAM) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (wanted.test(access)) {
          found
              .computeIfAbsent(outermost(type), key -> new ArrayList<>())
              .add(access.getDescription());
        }
      }
    }
    return found;
  }

  /** A call of one of a class' methods. */
  static Predicate<JavaAccess<?>> calls(String owner, String... methods) {
    return access ->
        access.getTargetOwner().getFullName().equals(owner)
            && List.of(methods).contains(access.getTarget().getName());
  }

  /** Any use of a class' members. */
  static Predicate<JavaAccess<?>> uses(String owner) {
    return access -> access.getTargetOwner().getFullName().equals(owner);
  }

  private static String outermost(JavaClass type) {
    String name = type.getFullName();
    int nested = name.indexOf('$');
    return (nested < 0 ? name : name.substring(0, nested)).substring(OURS.length());
  }
}
