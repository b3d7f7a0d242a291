package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The build file says why each library is there, and nothing names a host to fetch from. */
class PomTest {

  private static final Path POM = Path.of("pom.xml");

  /** Hosts that documents may name: this machine, examples, names of formats, the field's own. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(127\\.0\\.0\\.1|localhost|\\[::1]|(.+\\.)?example(\\.com|\\.org)?|gateway|registry"
              + "|host|maven\\.apache\\.org|www\\.w3\\.org|(.+\\.)?openfaas\\.com|github\\.com)");

  private static final Pattern URL = Pattern.compile("https?://([^/\\s:\"'`)>|,;]+)");

  @Test
  void everyDependencySaysWhyItIsThere() throws Exception {
    List<String> silent = new ArrayList<>();
    NodeList all =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(POM.toFile())
            .getElementsByTagName("dependency");
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      if (!(before(dependency) instanceof Comment)) {
        silent.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void everyVersionIsPinned() throws IOException {
    assertThat(Files.readString(POM))
        .doesNotContain("SNAPSHOT", "LATEST", "RELEASE</version>")
        .doesNotContainPattern("<version>[\\[(](?!\\$\\{java\\.release})");
  }

  @Test
  void theBuildNamesNoRepositoryOfItsOwn() throws IOException {
    assertThat(Files.readString(POM))
        .doesNotContain("<repository>", "<pluginRepository>", "<distributionManagement>");
  }

  @Test
  void noDocumentSendsItsReaderToAHostThatIsNotListed() {
    Set<String> found = new TreeSet<>();
    for (Path file : documents()) {
      Matcher url = URL.matcher(text(file));
      while (url.find()) {
        if (!HARMLESS.matcher(url.group(1)).matches()) {
          found.add(file + " " + url.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> documents() {
    List<Path> files = new ArrayList<>(List.of(POM, Path.of("README.md")));
    for (String folder : List.of("docs", ".github", ".ci", "installer")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> tree = Files.walk(Path.of(folder))) {
          tree.filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(".*\\.(png|svg|ico|icns|gif)"))
              .forEach(files::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  private static Node before(Node element) {
    Node at = element.getPreviousSibling();
    while (at != null && at.getNodeType() == Node.TEXT_NODE) {
      at = at.getPreviousSibling();
    }
    return at;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
