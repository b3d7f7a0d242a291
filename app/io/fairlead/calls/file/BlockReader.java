package io.fairlead.calls.file;

import io.fairlead.calls.file.CallFileReader.Problems;
import io.fairlead.model.Header;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands between one {@code ###} and the next: one request, or none. */
final class BlockReader {

  private static final Pattern VARIABLE = Pattern.compile("@([^\\s=]+)\\s*=\\s*(.*)");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~{}\\w-]+)\\s*:(.*)");
  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final FileText text;
  private final FileCall.Lines block;
  private final FileVariables variables;
  private final Problems problems;
  private final Directives directives;
  private final List<Header> headers = new ArrayList<>();
  private int at;

  BlockReader(
      Path file, FileText text, FileCall.Lines block, FileVariables variables, Problems problems) {
    this.file = file;
    this.text = text;
    this.block = block;
    this.variables = variables;
    this.problems = problems;
    this.directives = new Directives(problems);
  }

  /** The request; nothing where there is none, or none that can be read. */
  Optional<FileCall> read() {
    at = block.first();
    at += text.isSeparator(at) ? 1 : 0;
    if (!preamble()) {
      if (directives.firstOfOurs() > 0) {
        problems.add(
            directives.firstOfOurs(),
            "No request follows in this part of the file.",
            "Write it above the request that it is about, below the ### that begins it.");
      }
      return Optional.empty();
    }
    int line = at;
    String written = line(at);
    Optional<RequestLine> first = RequestLine.of(written);
    if (first.isEmpty()) {
      problems.add(
          line,
          "\"" + Excerpt.of(written) + "\" is no request line.",
          "Write a method and a URL, such as GET {{gateway}}/function/NAME, or begin the line with"
              + " # to make it a comment.");
      return Optional.empty();
    }
    at++;
    String target = first.get().target() + continuation();
    headers();
    FileBody body = new BodyReader(text, directives, problems).read(at, block.end());
    RequestLine whole = new RequestLine(first.get().method(), RequestLine.withoutVersion(target));
    return Optional.of(call(line, title(), whole, body));
  }

  /** What follows the signs of the line that begins the request. */
  private String title() {
    return text.isSeparator(block.first())
        ? line(block.first()).replaceFirst("^#+", "").strip()
        : "";
  }

  private FileCall call(int line, String title, RequestLine request, FileBody body) {
    boolean graph =
        headers.stream()
            .anyMatch(
                header ->
                    header.isNamed("X-Request-Type")
                        && header.value().strip().equalsIgnoreCase("GraphQL"));
    String name =
        directives
            .name()
            .or(() -> Optional.of(title).filter(each -> !each.isEmpty()))
            .orElseGet(() -> request.method() + " " + request.target());
    return new FileCall(
        file,
        Excerpt.of(name, 200),
        line,
        block,
        request.method(),
        request.target(),
        headers,
        body,
        directives.async(),
        directives.follow(),
        directives.timeout(),
        directives.expectations(),
        directives.notes(),
        graph ? new RequestLine("GRAPHQL", "").obstacle() : request.obstacle(),
        variables);
  }

  /** Reads on until the request line; false where there is none. */
  private boolean preamble() {
    while (at < block.end()) {
      char first = text.first(at);
      if (first == '\n') {
        at++;
      } else if (first == '#' || (first == '/' && isComment())) {
        comment();
      } else if (first == '@') {
        variable();
      } else if (first == '<') {
        at = BodyReader.afterScript(text, at, block.end());
        directives.note("What is to run before the request is not run here.");
      } else {
        return true;
      }
    }
    return false;
  }

  private boolean isComment() {
    return line(at).strip().startsWith("//");
  }

  private void comment() {
    Directives.comment(line(at)).ifPresent(comment -> directives.read(at, comment));
    at++;
  }

  private void variable() {
    Matcher variable = VARIABLE.matcher(line(at).strip());
    if (variable.matches()) {
      variables.define(at, variable.group(1), variable.group(2));
    } else {
      problems.add(
          at,
          "\"" + Excerpt.of(line(at)) + "\" is no variable.",
          "Write @name = value, or # @name if a directive is meant.");
    }
    at++;
  }

  /** What the lines after the request line add to its URL. */
  private String continuation() {
    StringBuilder more = new StringBuilder();
    while (at < block.end() && !text.isBlank(at)) {
      String line = line(at);
      String stripped = line.strip();
      char first = text.first(at);
      if (first == '#' || stripped.startsWith("//")) {
        comment();
        continue;
      }
      boolean indented = Character.isWhitespace(line.charAt(0));
      boolean query = first == '?' || first == '&';
      if (!query && (!indented || HEADER.matcher(stripped).matches() || first == '<')) {
        break;
      }
      more.append(stripped);
      at++;
    }
    return more.toString();
  }

  /** Reads on until the blank line behind the headers, or until what can only follow them. */
  private void headers() {
    while (at < block.end() && !text.isBlank(at)) {
      char first = text.first(at);
      String line = line(at);
      if (first == '<' || first == '>') {
        return;
      }
      if (first == '#' || line.strip().startsWith("//")) {
        comment();
        continue;
      }
      Matcher header = HEADER.matcher(line.strip());
      if (header.matches()) {
        headers.add(new Header(header.group(1), header.group(2).strip()));
      } else {
        problems.add(
            at,
            "\"" + Excerpt.of(line) + "\" is no header.",
            "Write NAME: VALUE, or an empty line before the body.");
        skipToBlank();
        return;
      }
      at++;
    }
  }

  /** One problem is enough for a body that no empty line stands before. */
  private void skipToBlank() {
    while (at < block.end() && !text.isBlank(at)) {
      at++;
    }
  }

  /** A line, as far as one that is no body can reasonably reach. */
  private String line(int number) {
    String line = text.line(number);
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
  }
}
