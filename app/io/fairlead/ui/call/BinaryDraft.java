package io.fairlead.ui.call;

import io.fairlead.ui.call.BinaryText.Encoding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import okio.ByteString;

/** Bytes in the making: what is typed, and the last bytes that it stood for. */
final class BinaryDraft {

  /** Three characters a byte; more are not shown in digits. */
  private static final int LONGEST_SHOWN = BodyModel.LONGEST_TEXT / 3;

  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<Encoding> encoding = new SimpleObjectProperty<>(Encoding.HEX);
  private BinaryText.Reading reading = new BinaryText.Bytes(ByteString.EMPTY);
  private ByteString bytes = ByteString.EMPTY;

  BinaryDraft() {
    text.addListener((_, _, _) -> read());
    encoding.addListener((_, before, now) -> recode(before, now));
  }

  StringProperty textProperty() {
    return text;
  }

  /** How they are written; changed, they are written anew. */
  ObjectProperty<Encoding> encodingProperty() {
    return encoding;
  }

  /** What the digits stand for. */
  BinaryText.Reading reading() {
    return reading;
  }

  /** The last bytes for which right digits stood. */
  ByteString bytes() {
    return bytes;
  }

  void show(ByteString wanted) {
    text.set(wanted.size() > LONGEST_SHOWN ? "" : BinaryText.write(wanted, encoding.get()));
    bytes = wanted;
  }

  private void read() {
    reading = BinaryText.read(text.get(), encoding.get());
    if (reading instanceof BinaryText.Bytes(ByteString now)) {
      bytes = now;
    }
  }

  private void recode(Encoding before, Encoding now) {
    if (BinaryText.read(text.get(), before) instanceof BinaryText.Bytes(ByteString same)) {
      text.set(BinaryText.write(same, now));
    }
    // The same digits can stand for other bytes now.
    read();
  }
}
