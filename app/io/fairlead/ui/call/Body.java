package io.fairlead.ui.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.fairlead.model.Header;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
 * @param text the text to show; of an image or a binary body, its description
 * @param bytes the body itself
 */
@SuppressWarnings("ArrayRecordComponent") // Up to megabytes; nobody compares bodies.
public record Body(Kind kind, String text, byte[] bytes) {

  /** How a body is shown. */
  public enum Kind {
    EMPTY,
    TEXT,
    JSON,
    IMAGE,
    BINARY
  }

  private static final int SHOWN_CHARACTERS = 512 * 1024;

  /** An image of more pixels would take seconds and hundreds of megabytes to decode. */
  private static final long LARGEST_IMAGE = 16_000_000;

  private static final int SHOWN_HEX_BYTES = 16 * 1024;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Separators EACH_VALUE_ON_ITS_LINE =
      PrettyPrinter.DEFAULT_SEPARATORS
          .withRootSeparator("\n")
          .withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  static Body empty() {
    return new Body(Kind.EMPTY, "", new byte[0]);
  }

  /** Decides by the content type, and by the bytes where that says nothing. */
  static Body of(byte[] bytes, List<Header> headers) {
    if (bytes.length == 0) {
      return empty();
    }
    MediaType type = contentType(headers);
    boolean raster = type != null && type.type().equals("image") && !type.subtype().contains("svg");
    if (raster && pixels(bytes) <= LARGEST_IMAGE) {
      return new Body(Kind.IMAGE, type + ", " + Figures.bytes(bytes.length), bytes);
    }
    String text = decode(bytes, type == null ? null : type.charset());
    if (text == null) {
      return new Body(Kind.BINARY, hex(bytes), bytes);
    }
    boolean maybeJson =
        (type != null && type.subtype().toLowerCase(Locale.ROOT).contains("json"))
            || beginsLikeJson(text);
    String pretty = maybeJson ? pretty(text, bytes.length) : null;
    return pretty != null
        ? new Body(Kind.JSON, pretty, bytes)
        : new Body(Kind.TEXT, shortened(text, bytes.length), bytes);
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

  private static @Nullable String decode(byte[] bytes, @Nullable Charset charset) {
    try {
      String text =
          (charset == null ? StandardCharsets.UTF_8 : charset)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.indexOf('\0') >= 0 ? null : text;
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static boolean beginsLikeJson(String text) {
    int first = 0;
    while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    return first < text.length() && (text.charAt(first) == '{' || text.charAt(first) == '[');
  }

  /**
   * Indents token by token, so that numbers, repeated names and several values in one body stay
   * what they are; null where it is no JSON, or too long or too deep to be worth it.
   */
  private static @Nullable String pretty(String text, long size) {
    if (text.length() > SHOWN_CHARACTERS) {
      return null;
    }
    BoundedText shown = new BoundedText(SHOWN_CHARACTERS);
    try (JsonParser parser = JSON.createParser(text);
        JsonGenerator generator = JSON.createGenerator(shown)) {
      generator.setPrettyPrinter(new DefaultPrettyPrinter(EACH_VALUE_ON_ITS_LINE));
      while (parser.nextToken() != null && !shown.isFull()) {
        if (parser.currentToken().isNumeric()) {
          generator.writeNumber(parser.getText());
        } else {
          generator.copyCurrentEvent(parser);
        }
      }
    } catch (IOException _) {
      return null;
    }
    return shown.isFull() ? shown + shortening(size) : shown.toString();
  }

  private static String shortened(String text, long size) {
    if (text.length() <= SHOWN_CHARACTERS) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(SHOWN_CHARACTERS - 1));
    return text.substring(0, SHOWN_CHARACTERS - (splitsPair ? 1 : 0)) + shortening(size);
  }

  private static String shortening(long size) {
    return "\n" + Texts.of("call.body-shortened", Figures.bytes(size));
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    HexFormat format = HexFormat.ofDelimiter(" ");
    int end = Math.min(bytes.length, SHOWN_HEX_BYTES);
    for (int at = 0; at < end; at += 16) {
      int stop = Math.min(at + 16, end);
      String digits = format.formatHex(bytes, at, stop);
      text.append(String.format(Locale.ROOT, "%08x  %-47s  ", at, digits));
      for (int i = at; i < stop; i++) {
        text.append(bytes[i] >= 32 && bytes[i] < 127 ? (char) bytes[i] : '.');
      }
      text.append('\n');
    }
    if (end < bytes.length) {
      text.append(Texts.of("call.body-shortened", Figures.bytes(bytes.length)));
    }
    return text.toString();
  }
}
