package io.fairlead.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows between packages. They point down, a layer may be skipped, and siblings do not see
 * each other:
 *
 * <pre>
 * boot → { ui cli } → session → { calls openfaas metrics registry stack store } → { net files } → model
 * boot → localgateway → { openfaas.wire files model }
 * </pre>
 */
class ArchitectureTest {

  private static final Set<String> LAYERS =
      Set.of(
          "boot",
          "ui",
          "cli",
          "session",
          "calls",
          "openfaas",
          "metrics",
          "registry",
          "stack",
          "store",
          "net",
          "files",
          "model",
          "localgateway");

  private static final String[] TOOLKIT = {
    "javafx..",
    "com.sun.javafx..",
    "com.sun.glass..",
    "atlantafx..",
    "org.controlsfx..",
    "impl.org.controlsfx..",
    "org.kordamp.ikonli..",
    "software.coley.bentofx.."
  };

  @Test
  void theModelSeesNothingElse() {
    sees("model");
  }

  @Test
  void filesSeeTheModelOnly() {
    sees("files", "model");
  }

  @Test
  void netSeesTheModelOnly() {
    sees("net", "model");
  }

  @Test
  void openfaasSeesNetFilesAndModel() {
    sees("openfaas", "net", "files", "model");
  }

  @Test
  void theWireSeesNothingElse() {
    sees("openfaas.wire");
  }

  @Test
  void callsSeeOpenfaasToo() {
    sees("calls", "openfaas", "net", "files", "model");
  }

  @Test
  void metricsSeeNetFilesAndModel() {
    sees("metrics", "net", "files", "model");
  }

  @Test
  void theRegistrySeesNetFilesAndModel() {
    sees("registry", "net", "files", "model");
  }

  @Test
  void stackFilesSeeNetFilesAndModel() {
    sees("stack", "net", "files", "model");
  }

  @Test
  void theStoreSeesNetFilesAndModel() {
    sees("store", "net", "files", "model");
  }

  @Test
  void aSessionSeesWhatLiesBelowIt() {
    sees(
        "session",
        "calls",
        "openfaas",
        "metrics",
        "registry",
        "stack",
        "store",
        "net",
        "files",
        "model");
  }

  @Test
  void screensSeeSessionsAndWhatLiesBelow() {
    sees(
        "ui",
        "session",
        "calls",
        "openfaas",
        "metrics",
        "registry",
        "stack",
        "store",
        "net",
        "files",
        "model");
  }

  @Test
  void theCommandLineSeesSessionsAndWhatLiesBelow() {
    sees(
        "cli",
        "session",
        "calls",
        "openfaas",
        "metrics",
        "registry",
        "stack",
        "store",
        "net",
        "files",
        "model");
  }

  @Test
  void theEmbeddedGatewaySeesTheWireFilesAndModel() {
    sees("localgateway", "openfaas.wire", "files", "model");
  }

  @Test
  void theWireIsKnownToTheClientAndTheEmbeddedGatewayAlone() {
    holds(
        noClasses()
            .that(not(resideInAnyPackage("io.fairlead.openfaas..", "io.fairlead.localgateway..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.fairlead.openfaas.wire..")));
  }

  @Test
  void nothingSeesBoot() {
    holds(
        noClasses()
            .that(not(resideInAPackage("io.fairlead.boot..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.fairlead.boot..")));
  }

  @Test
  void everyPackageHasItsPlaceInThePlan() {
    Set<String> topLevel = new TreeSet<>();
    for (JavaClass type : Compiled.program()) {
      String below = type.getPackageName().substring(Compiled.OURS.length());
      topLevel.add(below.replaceFirst("\\..*", ""));
    }
    assertThat(LAYERS).containsAll(topLevel);
  }

  @Test
  void noPackagesGoInCircles() {
    holds(slices().matching("io.fairlead.(*)..").should().beFreeOfCycles());
    holds(slices().matching("io.fairlead.ui.(*)..").should().beFreeOfCycles());
    holds(slices().matching("io.fairlead.localgateway.(**)").should().beFreeOfCycles());
    holds(slices().matching("io.fairlead.(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyTheShellPutsScreensTogether() {
    holds(
        noClasses()
            .that(resideInAPackage("io.fairlead.ui.."))
            .and(not(resideInAPackage("io.fairlead.ui.shell..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.fairlead.ui.shell..")));
  }

  @Test
  void aScreenSeesAnotherOnlyWhereItShowsIt() {
    screenSees("call");
    screenSees("connection");
    screenSees("deploy");
    screenSees("explorer");
    screenSees("function", "call", "logs");
    screenSees("gateway");
    screenSees("history", "call");
    screenSees("inbox", "call");
    screenSees("logs");
  }

  @Test
  void reusableControlsSeeFilesTheModelAndTheDoorOnly() {
    sees("ui.control", "ui.fx", "files", "model");
  }

  @Test
  void theDoorToTheFxThreadSeesTheModelOnly() {
    sees("ui.fx", "model");
  }

  @Test
  void javafxLivesInBootAndUiAlone() {
    holds(
        noClasses()
            .that(not(resideInAnyPackage("io.fairlead.boot..", "io.fairlead.ui..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(TOOLKIT)));
  }

  @Test
  void theDockingLibraryIsKnownToOneClass() {
    holds(
        noClasses()
            .that(not(within("io.fairlead.ui.shell.Docks")))
            .should()
            .dependOnClassesThat(resideInAPackage("software.coley.bentofx..")));
  }

  @Test
  void theInsideOfJavafxIsKnownToOneClass() {
    holds(
        noClasses()
            .that(not(within("io.fairlead.boot.HeadlessScreen")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.sun.javafx..", "com.sun.glass..")));
  }

  @Test
  void viewModelsKnowNoScene() {
    holds(
        noClasses()
            .that()
            .haveNameMatching(".*ViewModel(\\$.*)?")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "javafx.scene..", "javafx.stage..", "javafx.fxml..", "org.kordamp..")));
  }

  private static void sees(String layer, String... others) {
    DescribedPredicate<JavaClass> outside = not(resideInAPackage("io.fairlead.."));
    String[] seen =
        Arrays.stream(others)
            // The wire is part of openfaas, and has a rule of its own.
            .map(other -> Compiled.OURS + other + "..")
            .toArray(String[]::new);
    holds(
        classes()
            .that()
            .resideInAPackage(Compiled.OURS + layer + "..")
            .should()
            .onlyDependOnClassesThat(
                outside
                    .or(resideInAPackage(Compiled.OURS + layer + ".."))
                    .or(resideInAnyPackage(seen))
                    .as("are of no package of ours but " + String.join(", ", others))));
  }

  private static void screenSees(String screen, String... others) {
    String[] seen =
        Arrays.stream(others).map(other -> "io.fairlead.ui." + other + "..").toArray(String[]::new);
    holds(
        classes()
            .that()
            .resideInAPackage("io.fairlead.ui." + screen + "..")
            .should()
            .onlyDependOnClassesThat(
                not(resideInAPackage("io.fairlead.ui.."))
                    .or(resideInAnyPackage("io.fairlead.ui.fx..", "io.fairlead.ui.control.."))
                    .or(resideInAPackage("io.fairlead.ui." + screen + ".."))
                    .or(resideInAnyPackage(seen))
                    .as("are of no screen but " + String.join(", ", others))));
  }

  private static DescribedPredicate<JavaClass> within(String outermost) {
    return DescribedPredicate.describe(
        "are inside " + outermost,
        type ->
            type.getFullName().equals(outermost) || type.getFullName().startsWith(outermost + "$"));
  }

  /** Checks a rule; a layer that is planned and not yet built breaks none. */
  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(Compiled.program());
  }
}
