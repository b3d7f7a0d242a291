package io.fairlead.calls.file;

import io.fairlead.calls.CallSpec;
import io.fairlead.files.AtomicFile;
import io.fairlead.files.Unusable;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls into files: every byte of what it does not replace stays, and so do the charset, the
 * line ends, and who may read the file. A secret is written as a variable, never as its value.
 *
 * <p>Blocks for the disk.
 */
public final class CallFileEdit {

  /**
   * What was written.
   *
   * @param placeholders the variables that stand for secrets now and want a value in a private
   *     environment
   */
  public record Saved(List<String> placeholders) {
    public Saved {
      placeholders = List.copyOf(placeholders);
    }
  }

  private CallFileEdit() {}

  /** Adds a request at the end of a file; one that is not there yet is made. */
  public static Outcome<Saved> append(Path file, String name, CallSpec spec) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file;
      byte[] before = Files.exists(real) ? bytes(real) : new byte[0];
      FileText text = FileText.of(before);
      CallText call = CallText.of(spec, folder(file));
      List<String> lines = new ArrayList<>();
      int last = text.lines();
      if (last > 0) {
        if (!endsLine(before)) {
          lines.add("");
        }
        if (!text.isBlank(last)) {
          lines.add("");
        }
      }
      lines.add(("### " + Excerpt.of(name, 200)).strip());
      lines.addAll(marks(spec));
      lines.addAll(call.lines());
      write(real, text, before.length, lines, before.length);
      return Outcome.ok(new Saved(call.placeholders()));
    } catch (SyntaxException e) {
      return refused(file, e.explanation(), e.remedy());
    } catch (IOException e) {
      return unwritten(file, e);
    }
  }

  /**
   * Writes another request in place of one, below its comments and above what happens to its
   * answer; refused where the file has changed since it was read.
   */
  public static Outcome<Saved> replace(FileCall call, CallSpec spec) {
    try {
      Path real = call.file().toRealPath();
      byte[] before = bytes(real);
      FileText text = FileText.of(before);
      CallFile now = CallFileReader.parse(call.file(), before);
      Optional<FileCall> same = now.calls().stream().filter(each -> isSame(each, call)).findFirst();
      if (same.isEmpty()) {
        return refused(
            call.file(), "The file has changed since it was read.", "Read it again, then save.");
      }
      CallText written = CallText.of(spec, folder(call.file()));
      int end = end(text, call);
      List<String> lines = comments(text, call, end, marks(spec));
      lines.addAll(written.lines());
      int from = text.begin(firstMark(text, call));
      write(real, text, from, lines, end > text.lines() ? text.size() : text.begin(end));
      return Outcome.ok(new Saved(written.placeholders()));
    } catch (SyntaxException e) {
      return refused(call.file(), e.explanation(), e.remedy());
    } catch (IOException e) {
      return unwritten(call.file(), e);
    }
  }

  private static boolean isSame(FileCall one, FileCall other) {
    return one.line() == other.line()
        && one.block().equals(other.block())
        && one.method().equals(other.method())
        && one.target().equals(other.target())
        && one.headers().equals(other.headers())
        && one.body().equals(other.body());
  }

  private static List<String> marks(CallSpec spec) {
    List<String> marks = new ArrayList<>();
    if (spec.mode() == CallSpec.Mode.ASYNC) {
      marks.add("# @async");
    }
    if (spec.options().followRedirects()) {
      marks.add("# @follow");
    }
    return marks;
  }

  private static boolean isMark(String line) {
    return Directives.comment(line)
        .filter(comment -> comment.strip().matches("(?i)@(async|follow)"))
        .isPresent();
  }

  /** From here on lines are replaced: the request line, or a mark above it. */
  private static int firstMark(FileText text, FileCall call) {
    for (int line = call.block().first(); line < call.line(); line++) {
      if (isMark(text.line(line))) {
        return line;
      }
    }
    return call.line();
  }

  /** The comments among the replaced lines, which stay, with the marks of the call behind them. */
  private static List<String> comments(FileText text, FileCall call, int end, List<String> marks) {
    List<String> kept = new ArrayList<>();
    for (int line = firstMark(text, call); line < call.line(); line++) {
      if (!isMark(text.line(line))) {
        kept.add(text.line(line));
      }
    }
    for (int line = call.line() + 1; line < headersEnd(text, call, end); line++) {
      String written = text.line(line);
      if (Directives.comment(written).isPresent() && !isMark(written)) {
        kept.add(written);
      }
    }
    kept.addAll(marks);
    return kept;
  }

  private static int headersEnd(FileText text, FileCall call, int end) {
    int line = call.line() + 1;
    while (line < end && !text.isBlank(line)) {
      line++;
    }
    return line;
  }

  /** The line after the last one of the request: of its body, or of its headers. */
  private static int end(FileText text, FileCall call) {
    if (!call.body().isEmpty()) {
      FileBody.Piece last = call.body().pieces().getLast();
      return switch (last) {
        case FileBody.Text(int line, String body) ->
            line + 1 + (int) body.chars().filter(c -> c == '\n').count();
        case FileBody.Include include -> include.line() + 1;
      };
    }
    int line = call.line() + 1;
    while (line < call.block().end()
        && !text.isBlank(line)
        && text.first(line) != '>'
        && text.first(line) != '<') {
      line++;
    }
    return line;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(CallFileReader.LARGEST_BYTES + 1);
      if (bytes.length > CallFileReader.LARGEST_BYTES) {
        throw new IOException("it is larger than 64 MiB");
      }
      return bytes;
    }
  }

  private static boolean endsLine(byte[] bytes) {
    return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
  }

  private static Path folder(Path file) {
    return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
  }

  /** Writes lines in place of the bytes from one place to another. */
  private static void write(Path file, FileText text, int from, List<String> lines, int to)
      throws IOException, SyntaxException {
    Charset charset = text.charset();
    StringBuilder added = new StringBuilder();
    lines.forEach(line -> added.append(line).append(text.lineEnd()));
    if (!charset.newEncoder().canEncode(added)) {
      throw new SyntaxException(
          "The file is in Latin-1, and the call has characters that it cannot hold.",
          "Save the file in UTF-8, then save the call.");
    }
    boolean openEnd = to == text.size() && from < to && !endsLine(text.bytes(to - 1, to));
    if (openEnd) {
      added.setLength(added.length() - text.lineEnd().length());
    }
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    after.writeBytes(text.bytes(0, from));
    after.writeBytes(added.toString().getBytes(charset));
    after.writeBytes(text.bytes(to, text.size()));
    Set<PosixFilePermission> permissions = permissions(file);
    AtomicFile.write(file, after.toByteArray());
    if (permissions != null) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      return view == null ? null : view.readAttributes().permissions();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private static Outcome<Saved> refused(Path file, String explanation, String remedy) {
    return Outcome.failed(
        new Failure.Rejected("Save the call", file.toString(), 0, explanation, remedy, ""));
  }

  private static Outcome<Saved> unwritten(Path file, IOException e) {
    return refused(
        file, Unusable.reason(file, e), "Check the folder and whether you may write there.");
  }
}
