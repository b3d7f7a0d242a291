package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.FxRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every icon is there, in the size that its name says, with the drawing that it was made from. */
class IconsTest {

  private static final Path FOLDER = Path.of("icons");
  private static final Pattern RASTER = Pattern.compile("(.+)-(\\d+)\\.png");
  private static final Pattern LITERAL =
      Pattern.compile("iconLiteral\\s*=\\s*\"([^\"]+)\"|-fx-icon-code\\s*:\\s*\"?([\\w-]+)\"?");

  @Test
  void everyIconThatCodeNamesIsThere() {
    Set<String> named = named();
    assertThat(named).isNotEmpty();
    assertThat(named)
        .allMatch(name -> Files.isRegularFile(Path.of(name.substring(1))), "is a file of icons/");
  }

  @Test
  void everyRasterIsNamedByCode() {
    assertThat(files().filter(file -> file.toString().endsWith(".png")))
        .allMatch(
            file -> named().contains("/" + file.toString().replace('\\', '/')), "is named by code");
  }

  @Test
  void everyRasterIsAsLargeAsItsNameSaysAndHasItsDrawing() {
    assertThat(files().filter(file -> !file.toString().endsWith(".svg")))
        .isNotEmpty()
        .allSatisfy(
            file -> {
              Matcher name = RASTER.matcher(file.getFileName().toString());
              assertThat(name.matches()).as("%s is NAME-SIZE.png", file).isTrue();
              BufferedImage image = ImageIO.read(file.toFile());
              int size = Integer.parseInt(name.group(2));
              assertThat(List.of(image.getWidth(), image.getHeight()))
                  .as("%s", file)
                  .containsExactly(size, size);
              assertThat(FOLDER.resolve(name.group(1) + ".svg")).isRegularFile();
            });
  }

  @Test
  void everyOrdinaryIconIsInItsPack() {
    Set<String> literals = new TreeSet<>();
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .all()
        .filter(call -> call.name().equals("setIconLiteral") || call.name().equals("new FontIcon"))
        .flatMap(
            call ->
                call.allArguments().flatMap(argument -> strings.of(call.file(), argument).stream()))
        .filter(literal -> !literal.contains(Strings.ANYTHING))
        .forEach(literals::add);
    try (Stream<Path> views = Files.walk(Path.of("views"))) {
      for (Path view : views.filter(Files::isRegularFile).toList()) {
        LITERAL
            .matcher(Files.readString(view))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .forEach(literals::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(literals)
        .allSatisfy(
            literal -> {
              FontIcon icon = FxRuntime.onFx(() -> new FontIcon(literal));
              assertThat(icon.getIconCode()).as(literal).isNotNull();
            });
  }

  /** The paths below the class path's root that code asks for. */
  private static Set<String> named() {
    Set<String> names = new TreeSet<>();
    Strings strings = new Strings(Calls.ofProgram());
    Calls.ofProgram()
        .all()
        .filter(call -> Set.of("getResource", "getResourceAsStream").contains(call.name()))
        .flatMap(call -> strings.of(call.file(), call.argument(0)).stream())
        .filter(name -> name.startsWith("/icons/"))
        .forEach(names::add);
    return names;
  }

  private static Stream<Path> files() {
    try (Stream<Path> tree = Files.walk(FOLDER)) {
      return tree.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
