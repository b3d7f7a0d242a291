package io.fairlead.ui.control.code;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Indents XML at its tags. Its text is moved, never rewritten: what lies between two tags of an
 * element with text of its own stays as it is. Whether it is well-formed is asked of the JDK's
 * parser, without document types and external entities.
 */
final class XmlFormat {

  private static final String INDENT = "  ";

  /** Deeper elements are indented no further: their lines would grow with the square. */
  private static final int DEEPEST = 64;

  private static final String DEEPEST_READ = "10000";

  private final String text;
  private final StringBuilder out;
  private final Deque<Boolean> mixed = new ArrayDeque<>();
  private int depth;
  private boolean afterText;
  private boolean afterStart;

  XmlFormat(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + text.length() / 2);
  }

  TextFormat.Result format() {
    TextFormat.Result check = check();
    if (!(check instanceof TextFormat.Result.Formatted)) {
      return check;
    }
    int at = text.charAt(0) == '\uFEFF' ? 1 : 0;
    while (at < text.length()) {
      at = text.charAt(at) == '<' ? markup(at) : characters(at);
    }
    return new TextFormat.Result.Formatted(out.append('\n').toString());
  }

  private TextFormat.Result check() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.maxElementDepth", DEEPEST_READ);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        reader.next();
      }
      reader.close();
      return new TextFormat.Result.Formatted(text);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNumber());
      return new TextFormat.Result.Broken(brief(String.valueOf(e.getMessage())), line, column);
    }
  }

  /** The last line; the parser puts the place, which is said anyway, before it. */
  private static String brief(String message) {
    int last = message.lastIndexOf("Message: ");
    String said = last < 0 ? message : message.substring(last + "Message: ".length());
    return said.strip().replaceFirst("^JAXP\\d+: ", "");
  }

  private int characters(int from) {
    int end = text.indexOf('<', from);
    int to = end < 0 ? text.length() : end;
    String between = text.substring(from, to);
    if (!between.isBlank() || (!mixed.isEmpty() && mixed.peek())) {
      out.append(between);
      afterText = true;
      if (!mixed.isEmpty()) {
        mixed.pop();
        mixed.push(true);
      }
    }
    return to;
  }

  private int markup(int from) {
    if (text.startsWith("<!--", from)) {
      return piece(from, through("-->", from + 4));
    }
    if (text.startsWith("<![CDATA[", from)) {
      int end = through("]]>", from);
      out.append(text, from, end);
      afterText = true;
      return end;
    }
    if (text.startsWith("<?", from)) {
      return piece(from, through("?>", from));
    }
    int end = tagEnd(from);
    if (text.startsWith("</", from)) {
      close(from, end);
    } else if (text.startsWith("<!", from) || text.charAt(end - 2) == '/') {
      piece(from, end);
    } else {
      newLine();
      out.append(text, from, end);
      mixed.push(!mixed.isEmpty() && mixed.peek());
      depth++;
      afterStart = true;
    }
    return end;
  }

  private int piece(int from, int to) {
    newLine();
    out.append(text, from, to);
    afterStart = false;
    return to;
  }

  private void close(int from, int to) {
    depth--;
    boolean inline = afterStart || afterText || (!mixed.isEmpty() && mixed.peek());
    if (!mixed.isEmpty()) {
      mixed.pop();
    }
    if (!inline) {
      newLine();
    }
    out.append(text, from, to);
    afterStart = false;
    afterText = false;
  }

  private void newLine() {
    boolean keep = afterText || (!mixed.isEmpty() && mixed.peek());
    if (!keep && !out.isEmpty()) {
      out.append('\n').append(INDENT.repeat(Math.min(depth, DEEPEST)));
    }
    afterText = false;
  }

  private int through(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  /** A {@code >} inside quotes ends no tag. */
  private int tagEnd(int from) {
    char quote = 0;
    int brackets = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == ']') {
        brackets += c == '[' ? 1 : -1;
      } else if (c == '>' && brackets <= 0) {
        return at;
      }
    }
    return at;
  }
}
