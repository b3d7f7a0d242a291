package io.fairlead.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.ProcessingInstruction;
import org.xml.sax.SAXException;

/** One FXML file, read as the XML that it is. */
record Fxml(Path path, Document document) {

  private static final Path ROOT = Path.of("views");

  /**
   * An element of the file.
   *
   * @param tag the class' simple name, or a property's
   */
  record Tag(String tag, Map<String, String> attributes) {}

  /** Every FXML file, in the order of their paths. */
  static List<Fxml> all() {
    try (Stream<Path> tree = Files.walk(ROOT)) {
      return tree.filter(path -> path.toString().endsWith(".fxml"))
          .sorted()
          .map(Fxml::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fxml read(Path path) {
    try {
      return new Fxml(
          path,
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(path.toFile()));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(path + " is no XML", e);
    }
  }

  /** Folder and stem, for example {@code call/Call}. */
  String name() {
    return ROOT.relativize(path).toString().replace('\\', '/').replaceFirst("\\.fxml$", "");
  }

  /** The class that shows it. */
  Class<?> view() throws ClassNotFoundException {
    return Class.forName("io.fairlead.ui." + name().replace('/', '.') + "View");
  }

  /** Every element, in the order of the file. */
  List<Tag> tags() {
    List<Tag> found = new ArrayList<>();
    collect(document.getDocumentElement(), found);
    return found;
  }

  private static void collect(Element element, List<Tag> found) {
    Map<String, String> attributes = new TreeMap<>();
    NamedNodeMap written = element.getAttributes();
    for (int i = 0; i < written.getLength(); i++) {
      attributes.put(written.item(i).getNodeName(), written.item(i).getNodeValue());
    }
    found.add(new Tag(element.getTagName(), attributes));
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child) {
        collect(child, found);
      }
    }
  }

  /** The values of an attribute, wherever it stands. */
  List<String> values(String attribute) {
    return tags().stream()
        .map(Tag::attributes)
        .filter(attributes -> attributes.containsKey(attribute))
        .map(attributes -> attributes.get(attribute))
        .toList();
  }

  /** The class that an element stands for, by the file's imports. */
  Class<?> typeOf(Tag tag) throws ClassNotFoundException {
    for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof ProcessingInstruction instruction
          && instruction.getTarget().equals("import")
          && instruction.getData().strip().endsWith("." + tag.tag())) {
        return Class.forName(instruction.getData().strip());
      }
    }
    throw new ClassNotFoundException(tag.tag() + " is not imported by " + path);
  }
}
