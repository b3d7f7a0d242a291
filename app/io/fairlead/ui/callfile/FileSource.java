package io.fairlead.ui.callfile;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The text of a file as it is on disk, read on a worker whenever it may have changed. */
final class FileSource {

  /** What was read. */
  sealed interface Reading {
    /** It is being read. */
    record Coming() implements Reading {}

    /** The text. */
    record Text(String content) implements Reading {}

    /** Why there is none. */
    record Unreadable(String why) implements Reading {}
  }

  private final Path file;
  private final Door door;
  private final Recomputation reading;
  private final ReadOnlyObjectWrapper<Reading> read =
      new ReadOnlyObjectWrapper<>(new Reading.Coming());

  FileSource(Path file, Executor worker, Door door) {
    this.file = file;
    this.door = door;
    this.reading = new Recomputation(worker, this::read);
  }

  ReadOnlyObjectProperty<Reading> readingProperty() {
    return read.getReadOnlyProperty();
  }

  /** Reads again. */
  void request() {
    reading.request();
  }

  private void read() {
    Reading now = now();
    door.post(this, () -> read.set(now));
  }

  private Reading now() {
    try {
      long size = Files.size(file);
      if (size > CodeEditor.MOST_CHARACTERS) {
        return new Reading.Unreadable(Texts.of("callfile.too-long", Figures.bytes(size)));
      }
      return new Reading.Text(text(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return new Reading.Unreadable(Texts.of("callfile.file-gone", file.getFileName()));
    } catch (IOException e) {
      return new Reading.Unreadable(
          Texts.of("callfile.file-unreadable", file, String.valueOf(e.getMessage())));
    }
  }

  /** In the charset of the file: what is not UTF-8 is Latin-1, in which every byte is a letter. */
  private static String text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
