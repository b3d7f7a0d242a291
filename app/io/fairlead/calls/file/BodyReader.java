package io.fairlead.calls.file;

import io.fairlead.calls.file.CallFileReader.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the body of one request and what may follow it. */
final class BodyReader {

  private static final Pattern INCLUDE = Pattern.compile("<(@(\\S*))?\\s+(\\S.*)");

  /** A script, a file with one, or where an answer is to be written; not a quotation. */
  private static final Pattern HANDLER =
      Pattern.compile(
          "(?:>\\s*\\{%.*|>\\s+\\S+\\.m?js|>>!?\\s*\\S.*|<>\\s*\\S.*|>\\s+\\.{0,2}/\\S+)");

  private final FileText text;
  private final Directives directives;
  private final Problems problems;

  BodyReader(FileText text, Directives directives, Problems problems) {
    this.text = text;
    this.directives = directives;
    this.problems = problems;
  }

  /** The line after a script or the name of one that begins at this line. */
  static int afterScript(FileText text, int at, int end) {
    int line = at;
    if (text.line(at).contains("{%")) {
      while (line < end && !text.line(line).contains("%}")) {
        line++;
      }
    }
    return Math.min(line + 1, end);
  }

  /** The body between two lines, without the blank ones at its begin and its end. */
  FileBody read(int from, int end) {
    int begin = from;
    while (begin < end && text.isBlank(begin)) {
      begin++;
    }
    int last = withoutComments(begin, handlers(begin, end));
    if (last <= begin) {
      return FileBody.NONE;
    }
    List<FileBody.Piece> pieces = new ArrayList<>();
    int open = begin;
    for (int line = begin; line < last; line++) {
      char first = text.first(line);
      if (first == '<') {
        Optional<FileBody.Include> include = include(line);
        if (include.isPresent()) {
          addText(pieces, open, line);
          pieces.add(include.get());
          open = line + 1;
        }
      } else if ((first == '#' || first == '/') && Directives.isOurs(text.line(line))) {
        problems.add(
            line,
            "This stands in the body, so that it would be sent.",
            "Write it above the request line.");
      }
    }
    addText(pieces, open, last);
    return new FileBody(pieces);
  }

  private void addText(List<FileBody.Piece> pieces, int from, int end) {
    if (from < end) {
      pieces.add(new FileBody.Text(from, text.text(from, end)));
    }
  }

  private Optional<FileBody.Include> include(int line) {
    String written = text.line(line);
    if (written.length() > 4096) {
      return Optional.empty();
    }
    Matcher include = INCLUDE.matcher(written.strip());
    if (!include.matches()) {
      return Optional.empty();
    }
    String charset = include.group(2) == null ? "" : include.group(2);
    return Optional.of(
        new FileBody.Include(line, include.group(3), include.group(1) != null, charset));
  }

  /** Passes over what is to happen to the answer; returns where it begins. */
  private int handlers(int from, int end) {
    int begins = end;
    int line = from;
    while (line < end) {
      char first = text.first(line);
      if ((first == '>' || first == '<') && isHandler(line)) {
        begins = Math.min(begins, line);
        directives.note(
            text.line(line).contains("{%") || text.line(line).strip().endsWith("js")
                ? "What is to run on the answer is not run here."
                : "Where the answer is to be written is not followed here.");
        line = afterScript(text, line, end);
        continue;
      }
      if (begins < end && (first == '#' || first == '/')) {
        comment(line);
      }
      line++;
    }
    return begins;
  }

  private boolean isHandler(int line) {
    String written = text.line(line);
    return written.length() <= 4096 && HANDLER.matcher(written.strip()).matches();
  }

  /** Takes the comments with directives off the end of a body; one of comments alone is none. */
  private int withoutComments(int begin, int end) {
    int last = end;
    while (last > begin && (text.isBlank(last - 1) || isDirective(last - 1))) {
      last--;
    }
    boolean onlyComments = true;
    for (int line = begin; line < last && onlyComments; line++) {
      onlyComments = text.isBlank(line) || isComment(line);
    }
    int bodyEnd = onlyComments ? begin : last;
    for (int line = bodyEnd; line < end; line++) {
      comment(line);
    }
    return bodyEnd;
  }

  private boolean isDirective(int line) {
    return isComment(line) && Directives.isDirective(text.line(line));
  }

  private boolean isComment(int line) {
    char first = text.first(line);
    return first == '#' || (first == '/' && text.line(line).strip().startsWith("//"));
  }

  private void comment(int line) {
    if (!text.isBlank(line)) {
      Directives.comment(text.line(line)).ifPresent(comment -> directives.read(line, comment));
    }
  }
}
