package io.fairlead.calls.file;

import io.fairlead.calls.CallBody;
import io.fairlead.files.Unusable;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.MediaType;
import okio.ByteString;

/** Puts the body of a request together. Blocks for the disk. */
final class BodyAssembly {

  private static final int LARGEST_PART = 64 << 20;

  private final FileCall call;
  private final Substitution substitution;

  BodyAssembly(FileCall call, Substitution substitution) {
    this.call = call;
    this.substitution = substitution;
  }

  /** The body; a file that is all of it is read while it is sent. */
  CallBody body(List<Header> headers) throws UnresolvedException {
    List<FileBody.Piece> pieces = call.body().pieces();
    if (pieces.isEmpty()) {
      return new CallBody.None();
    }
    String type =
        headers.stream()
            .filter(header -> header.isNamed("Content-Type"))
            .map(header -> header.value().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("");
    if (pieces.size() == 1 && pieces.getFirst() instanceof FileBody.Include include) {
      if (!include.filled()) {
        return new CallBody.File(path(include), "");
      }
    }
    boolean parts = type.startsWith("multipart/");
    String lineEnd = parts ? "\r\n" : "\n";
    Charset charset = charset(type);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean text = charset.equals(StandardCharsets.UTF_8);
    for (FileBody.Piece piece : pieces) {
      if (bytes.size() > 0) {
        bytes.writeBytes(lineEnd.getBytes(charset));
      }
      bytes.writeBytes(bytes(piece, type, charset));
      text &= !(piece instanceof FileBody.Include include) || include.filled();
    }
    if (parts) {
      bytes.writeBytes(lineEnd.getBytes(charset));
    }
    return text
        ? CallBody.text(bytes.toString(StandardCharsets.UTF_8))
        : new CallBody.Binary(ByteString.of(bytes.toByteArray()), "");
  }

  private static Charset charset(String type) {
    return Optional.ofNullable(MediaType.parse(type))
        .map(parsed -> parsed.charset(StandardCharsets.UTF_8))
        .orElse(StandardCharsets.UTF_8);
  }

  private byte[] bytes(FileBody.Piece piece, String type, Charset charset)
      throws UnresolvedException {
    try {
      return switch (piece) {
        case FileBody.Text(_, String text) -> {
          String filled = substitution.fill(text);
          if (type.startsWith("application/x-www-form-urlencoded")) {
            filled = oneLine(filled);
          }
          yield (type.startsWith("multipart/") ? filled.replace("\n", "\r\n") : filled)
              .getBytes(charset);
        }
        case FileBody.Include include -> {
          byte[] content = content(path(include));
          yield include.filled()
              ? substitution.fill(new String(content, of(include))).getBytes(charset)
              : content;
        }
      };
    } catch (UnresolvedException e) {
      throw e.at(piece.line());
    }
  }

  /** The fields of a form may stand in several lines, each with its ampersand at either end. */
  private static String oneLine(String form) {
    return form.replaceAll("[ \\t]*\\n[ \\t]*(?=&)", "").replaceAll("(?<=&)[ \\t]*\\n[ \\t]*", "");
  }

  private static Charset of(FileBody.Include include) throws UnresolvedException {
    String name = include.charset().equalsIgnoreCase("latin1") ? "ISO-8859-1" : include.charset();
    try {
      return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      throw new UnresolvedException(
          "\"" + Excerpt.of(name) + "\" is no charset that is known here.",
          "Write <@utf-8 or <@latin1.");
    }
  }

  private Path path(FileBody.Include include) throws UnresolvedException {
    try {
      String written = substitution.fill(include.path());
      Path folder = call.file().toAbsolutePath().getParent();
      Path path = folder == null ? Path.of(written) : folder.resolve(written);
      if (!Files.isRegularFile(path)) {
        throw new UnresolvedException(
            "The body's file " + path.normalize() + " is not there, or no file.",
            "Name one that is, from this file's folder on.");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new UnresolvedException(
              "\"" + Excerpt.of(include.path()) + "\" is no path: " + e.getReason() + ".",
              "Name the file of the body, from this file's folder on.")
          .at(include.line());
    } catch (UnresolvedException e) {
      throw e.at(include.line());
    }
  }

  private static byte[] content(Path path) throws UnresolvedException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(LARGEST_PART + 1);
      if (content.length > LARGEST_PART) {
        throw new UnresolvedException(
            "The file " + path + " is larger than 64 MiB.",
            "Let it be the whole body, then it is read while it is sent.");
      }
      return content;
    } catch (IOException e) {
      throw new UnresolvedException(
          path + ": " + Unusable.reason(path, e), "Check whether you may read it.");
    }
  }
}
