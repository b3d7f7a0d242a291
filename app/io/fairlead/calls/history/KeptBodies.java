package io.fairlead.calls.history;

import io.fairlead.calls.CallGap;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import okhttp3.MediaType;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Cuts bodies to what is kept of them, without their secrets. */
final class KeptBodies {

  private final SecretValues secrets;
  private final int most;

  KeptBodies(SecretValues secrets, int most) {
    this.secrets = secrets;
    this.most = most;
  }

  /** A body that came, or that was read from a file. */
  KeptBody of(MadeCall.Sample sample, List<Header> headers) {
    if (sample.size() == 0) {
      return KeptBody.NONE;
    }
    byte[] bytes = sample.beginning().toByteArray();
    boolean isCut = sample.size() < 0 || sample.size() > bytes.length;
    String coding = header(headers, "Content-Encoding").strip().toLowerCase(Locale.ROOT);
    if (!coding.isEmpty() && !coding.equals("identity")) {
      byte[] plain = inflated(bytes, coding);
      if (plain == null) {
        // Nobody can tell what secrets stand in it.
        return new KeptBody(ByteString.EMPTY, sample.size(), true, false, coding);
      }
      return of(plain, sample.size(), isCut || plain.length > most, headers, coding);
    }
    return of(bytes, sample.size(), isCut, headers, "");
  }

  private KeptBody of(byte[] bytes, long size, boolean isCut, List<Header> headers, String coding) {
    MediaType type = MediaType.parse(header(headers, "Content-Type"));
    String text = text(bytes, isCut, type);
    if (text == null) {
      byte[] clean = secrets.scrub(bytes);
      int kept = Math.min(most, clean.length);
      return new KeptBody(
          ByteString.of(clean, 0, kept), size, isCut || kept < clean.length, false, coding);
    }
    boolean isForm = type != null && type.subtype().equalsIgnoreCase("x-www-form-urlencoded");
    String clean = clean(text, isCut, isForm).text();
    ByteString utf8 = ByteString.encodeUtf8(clean);
    return new KeptBody(beginning(utf8), size, isCut || utf8.size() > most, true, coding);
  }

  /** A text that was sent; notes what was taken out of it. */
  KeptBody of(String text, Set<CallGap> gaps, boolean isForm) {
    boolean isLong = text.length() > MadeCall.SAMPLE_BYTES;
    String sample = isLong ? text.substring(0, MadeCall.SAMPLE_BYTES) : text;
    SecretText.Scrubbed clean = clean(sample, isLong, isForm);
    if (!clean.text().equals(sample)) {
      clean.names().forEach(name -> gaps.add(new CallGap(CallGap.Kind.FIELD, name)));
      if (clean.names().isEmpty()) {
        gaps.add(new CallGap(CallGap.Kind.FIELD, SecretText.MARK));
      }
    }
    ByteString utf8 = ByteString.encodeUtf8(clean.text());
    long size = okio.Utf8.size(text);
    return new KeptBody(beginning(utf8), size, isLong || utf8.size() > most, true, "");
  }

  /** Lines that were made here of a form, its named secrets already out. */
  KeptBody of(String lines) {
    return of(lines, new java.util.HashSet<>(), false);
  }

  private SecretText.Scrubbed clean(String text, boolean isCut, boolean isForm) {
    String known = isCut ? secrets.scrubCut(text) : secrets.scrub(text);
    SecretText.Scrubbed clean = SecretText.scrub(isForm ? "&" + known : known);
    return isForm ? new SecretText.Scrubbed(clean.text().substring(1), clean.names()) : clean;
  }

  /** At most what is kept, with no character cut in two. */
  private ByteString beginning(ByteString utf8) {
    if (utf8.size() <= most) {
      return utf8;
    }
    int end = most;
    while (end > 0 && (utf8.getByte(end) & 0xC0) == 0x80) {
      end--;
    }
    return utf8.substring(0, end);
  }

  private static String header(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** As far as it can be read; null where the coding is not known. */
  private static byte @Nullable [] inflated(byte[] packed, String coding) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (InputStream bytes = new java.io.ByteArrayInputStream(packed);
        InputStream input =
            switch (coding) {
              case "gzip", "x-gzip" -> new GZIPInputStream(bytes);
              case "deflate" -> new InflaterInputStream(bytes);
              default -> InputStream.nullInputStream();
            }) {
      if (!Set.of("gzip", "x-gzip", "deflate").contains(coding)) {
        return null;
      }
      byte[] part = new byte[4096];
      for (int read = input.read(part); read > 0; read = input.read(part)) {
        plain.write(part, 0, read);
        if (plain.size() >= MadeCall.SAMPLE_BYTES) {
          break;
        }
      }
    } catch (IOException _) {
      // It is cut or damaged: what came out before counts.
    }
    return plain.size() == 0 ? null : plain.toByteArray();
  }

  /** The bytes as a text; null where they are none. */
  private static @Nullable String text(byte[] bytes, boolean isCut, @Nullable MediaType type) {
    Charset named = type == null ? null : type.charset();
    Charset charset = named == null ? StandardCharsets.UTF_8 : named;
    boolean saysText =
        type != null && (type.type().equals("text") || type.subtype().contains("json"));
    CodingErrorAction onError = saysText ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    CharsetDecoder decoder =
        charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, !isCut);
    if (result.isError()) {
      return null;
    }
    String text = out.flip().toString();
    return !saysText && text.indexOf('\0') >= 0 ? null : text;
  }
}
