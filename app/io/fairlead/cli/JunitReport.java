package io.fairlead.cli;

import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.Verdict;
import io.fairlead.files.Unusable;
import io.fairlead.session.FileOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** What came of a run as JUnit's XML: a suite for each file, a case for each request. */
final class JunitReport {

  private record Suite(Path file, List<FileOutcome> outcomes) {}

  private final @Nullable Path file;
  private final List<Suite> suites = new ArrayList<>();

  /** A report into that file; into none where there is none. */
  JunitReport(@Nullable Path file) {
    this.file = file;
  }

  boolean isWanted() {
    return file != null;
  }

  void add(Path source, List<FileOutcome> outcomes) {
    if (isWanted()) {
      suites.add(new Suite(source, List.copyOf(outcomes)));
    }
  }

  String reason(IOException e) {
    Path written = Objects.requireNonNull(file);
    return written + ": " + Unusable.reason(written, e);
  }

  /** Makes the folder of the report, and fails where it will not be possible to write it. */
  void prepare() throws IOException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    if (!Files.isWritable(Files.exists(file) || folder == null ? file : folder)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  /** Writes it whole. */
  void write() throws IOException {
    if (file != null) {
      Files.writeString(file, text(), StandardCharsets.UTF_8);
    }
  }

  private String text() throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (Suite suite : suites) {
        write(xml, suite);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      return text.append('\n').toString();
    } catch (XMLStreamException e) {
      throw new IOException("no XML could be made of it: " + e.getMessage(), e);
    }
  }

  private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suite.file().toString());
    attribute(xml, "tests", String.valueOf(suite.outcomes().size()));
    attribute(xml, "failures", count(suite, outcome -> !outcome.held()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", count(suite, JunitReport::isSkipped));
    for (FileOutcome outcome : suite.outcomes()) {
      write(xml, suite.file(), outcome);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static String count(Suite suite, Predicate<FileOutcome> which) {
    return String.valueOf(suite.outcomes().stream().filter(which).count());
  }

  private static boolean isSkipped(FileOutcome outcome) {
    return !outcome.call().isRunnable() && outcome.held();
  }

  private static void write(XMLStreamWriter xml, Path file, FileOutcome outcome)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", outcome.call().name());
    attribute(xml, "classname", file.toString());
    attribute(xml, "time", String.valueOf(seconds(outcome)));
    if (isSkipped(outcome)) {
      xml.writeStartElement("skipped");
      attribute(xml, "message", outcome.call().obstacle());
      xml.writeEndElement();
    }
    for (Verdict verdict : outcome.verdicts()) {
      if (!verdict.held()) {
        xml.writeStartElement("failure");
        attribute(xml, "message", Line.of(outcome.call().name(), verdict));
        xml.writeCharacters(
            printable(
                file
                    + ":"
                    + (verdict.line() > 0 ? verdict.line() : outcome.call().line())
                    + ": expected "
                    + verdict.expected()
                    + ", came "
                    + verdict.came()));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static double seconds(FileOutcome outcome) {
    return outcome.reply().map(FileReply::duration).orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, printable(value));
  }

  /** XML 1.0 has no way to write the others. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || (c >= ' ' && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c > 0xffff
                    ? c
                    : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
