package io.fairlead.ui.call;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.control.code.TextFormat;
import io.fairlead.ui.fx.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a screen shows it: prepared off the FX thread, bounded in what it hands
 * to a text control.
 *
 * @param kind how to show it
 * @param text a text of up to 512 KiB, indented where its language is; else empty
 * @param arrived the body as it came
 * @param readable the same without its content coding, where that could be undone
 * @param charset how its text is written
 * @param type its content type; empty where it has none
 * @param note what was done to it, or could not be; empty for nothing
 */
public record Body(
    Kind kind,
    String text,
    Bytes arrived,
    Bytes readable,
    Charset charset,
    String type,
    String note) {

  /** How a body is shown. */
  public enum Kind {
    EMPTY,
    TEXT,
    JSON,
    XML,
    IMAGE,
    EVENTS,
    BINARY
  }

  private static final int SHOWN_BYTES = 512 * 1024;

  /** An indented text may be longer than what came. */
  private static final int SHOWN_CHARACTERS = 2 * SHOWN_BYTES;

  /** An image of more pixels would take seconds and hundreds of megabytes to decode. */
  private static final long LARGEST_IMAGE = 16_000_000;

  private static final int LARGEST_IMAGE_BYTES = 16 << 20;

  private static final Set<String> BINARY_SUBTYPES =
      Set.of("octet-stream", "pdf", "zip", "gzip", "x-gzip", "x-tar", "wasm");

  static Body empty() {
    return plain(Kind.EMPTY, Bytes.of(new byte[0]), StandardCharsets.UTF_8, "");
  }

  private static Body plain(Kind kind, Bytes bytes, Charset charset, String type) {
    return new Body(kind, "", bytes, bytes, charset, type, "");
  }

  /** Of a body that is still coming: what its headers say. */
  static Body coming(Bytes bytes, List<Header> headers) {
    MediaType type = contentType(headers);
    Kind kind = isEvents(type) ? Kind.EVENTS : Kind.TEXT;
    boolean unreadable = ContentCoding.isCoded(headers) || isBinary(type);
    return plain(unreadable ? Kind.BINARY : kind, bytes, charset(type), shown(type));
  }

  private static boolean isBinary(@Nullable MediaType type) {
    return type != null
        && (isRaster(type)
            || List.of("audio", "video", "font").contains(type.type())
            || BINARY_SUBTYPES.contains(type.subtype().toLowerCase(Locale.ROOT)));
  }

  private static boolean isRaster(MediaType type) {
    return type.type().equals("image") && !type.subtype().contains("svg");
  }

  /** Decides by the content type, and by the bytes where that says nothing. */
  static Body of(Bytes arrived, List<Header> headers) {
    if (arrived.size() == 0) {
      return empty();
    }
    ContentCoding.Decoded decoded = ContentCoding.undo(arrived, headers);
    Body body = of(arrived, decoded.bytes(), contentType(headers));
    return decoded.note().isEmpty() ? body : body.withNote(decoded.note());
  }

  private Body withNote(String changed) {
    return new Body(kind, text, arrived, readable, charset, type, changed);
  }

  private static Body of(Bytes arrived, Bytes readable, @Nullable MediaType type) {
    Charset charset = charset(type);
    byte[] beginning = beginning(readable, SHOWN_BYTES);
    Kind kind = kind(readable, beginning, type, charset);
    String text = "";
    if (kind == Kind.TEXT && readable.size() <= SHOWN_BYTES) {
      text = new String(beginning, charset);
      Language language = Language.of(shown(type), text);
      if (TextFormat.format(language, text, SHOWN_CHARACTERS)
          instanceof TextFormat.Result.Formatted(String pretty)) {
        Kind indented = language == Language.JSON ? Kind.JSON : Kind.XML;
        return new Body(indented, pretty, arrived, readable, charset, shown(type), "");
      }
    }
    boolean isLong = kind == Kind.TEXT && readable.size() > SHOWN_BYTES;
    boolean couldBeIndented = Language.of(shown(type), "") != Language.TEXT;
    String note =
        isLong && couldBeIndented
            ? Texts.of("call.too-long-to-indent", Figures.bytes(SHOWN_BYTES))
            : "";
    return new Body(kind, text, arrived, readable, charset, shown(type), note);
  }

  private static Kind kind(
      Bytes bytes, byte[] beginning, @Nullable MediaType type, Charset charset) {
    if (isEvents(type)) {
      return Kind.EVENTS;
    }
    if (type != null
        && isRaster(type)
        && bytes.size() <= LARGEST_IMAGE_BYTES
        && pixels(beginning(bytes, LARGEST_IMAGE_BYTES)) <= LARGEST_IMAGE) {
      return Kind.IMAGE;
    }
    boolean isCut = bytes.size() > beginning.length;
    boolean saysText = type != null && type.type().equals("text");
    return isText(beginning, isCut, saysText, charset) ? Kind.TEXT : Kind.BINARY;
  }

  private static boolean isEvents(@Nullable MediaType type) {
    return type != null
        && type.type().equals("text")
        && type.subtype().equalsIgnoreCase("event-stream");
  }

  private static String shown(@Nullable MediaType type) {
    return type == null ? "" : type.toString();
  }

  private static Charset charset(@Nullable MediaType type) {
    Charset named = type == null ? null : type.charset();
    return named == null ? StandardCharsets.UTF_8 : named;
  }

  private static byte[] beginning(Bytes bytes, int most) {
    try {
      return bytes.beginning(most);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  /** How many pixels an image has by its header; 0 where that cannot be read. */
  private static long pixels(byte[] bytes) {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return 0;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException _) {
      return 0;
    }
  }

  private static @Nullable MediaType contentType(List<Header> headers) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
        .findFirst()
        .map(header -> MediaType.parse(header.value()))
        .orElse(null);
  }

  /**
   * Whether bytes are a text; of a longer one, the last character may be cut in two, and one that
   * says that it is a text may have its characters in another set than it says.
   */
  private static boolean isText(byte[] bytes, boolean isCut, boolean saysText, Charset charset) {
    CodingErrorAction onError = saysText ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    CharsetDecoder decoder =
        charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
    CharBuffer piece = CharBuffer.allocate(8192);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      piece.clear();
      result = decoder.decode(input, piece, !isCut);
      piece.flip();
      if (piece.chars().anyMatch(c -> c == 0)) {
        return false;
      }
    }
    return !result.isError();
  }
}
