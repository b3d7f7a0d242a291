package io.fairlead.ui.call;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes a body's content coding for reading, within bounds: a few bytes can stand for gigabytes.
 */
final class ContentCoding {

  private static final int MOST = 16 << 20;

  private ContentCoding() {}

  /**
   * What can be read.
   *
   * @param note what was done; empty for nothing
   */
  record Decoded(Bytes bytes, String note) {}

  static Decoded undo(Bytes arrived, List<Header> headers) {
    String coding = coding(headers);
    return switch (coding) {
      case "", "identity" -> new Decoded(arrived, "");
      case "gzip", "x-gzip", "deflate" -> inflated(arrived, coding);
      default -> new Decoded(arrived, Texts.of("call.coding-unknown", coding));
    };
  }

  /** Whether the bytes of a body are not those of its text. */
  static boolean isCoded(List<Header> headers) {
    return !List.of("", "identity").contains(coding(headers));
  }

  private static String coding(List<Header> headers) {
    return headers.stream()
        .filter(header -> header.isNamed("Content-Encoding"))
        .map(header -> header.value().strip().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static Decoded inflated(Bytes arrived, String coding) {
    try {
      InputStream packed = new ByteArrayInputStream(arrived.beginning(MOST));
      byte[] plain;
      try (InputStream input =
          coding.equals("deflate")
              ? new InflaterInputStream(packed)
              : new GZIPInputStream(packed)) {
        plain = input.readNBytes(MOST + 1);
      }
      boolean cut = plain.length > MOST;
      Bytes shown = Bytes.of(cut ? Arrays.copyOf(plain, MOST) : plain);
      String size = Figures.bytes(shown.size());
      return new Decoded(
          shown, Texts.of(cut ? "call.coding-cut" : "call.coding-undone", coding, size));
    } catch (IOException _) {
      return new Decoded(arrived, Texts.of("call.coding-broken", coding));
    }
  }
}
