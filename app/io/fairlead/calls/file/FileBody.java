package io.fairlead.calls.file;

import java.util.List;
import java.util.Objects;

/**
 * The body of a request as it is written: lines of text, and files that are put in between.
 *
 * @param pieces in their order; none for no body
 */
public record FileBody(List<Piece> pieces) {

  /** No body. */
  public static final FileBody NONE = new FileBody(List.of());

  public FileBody {
    pieces = List.copyOf(pieces);
  }

  /** A part of a body. */
  public sealed interface Piece {
    /** Where it begins, counted from 1. */
    int line();
  }

  /**
   * Lines, with {@code \n} between them whatever the file has.
   *
   * @param text without the end of the last line
   */
  public record Text(int line, String text) implements Piece {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /**
   * A file in place of a line.
   *
   * @param path as written, relative to the folder of the file of calls
   * @param filled whether it is a text whose variables are filled in ({@code <@})
   * @param charset of such a text; empty for UTF-8
   */
  public record Include(int line, String path, boolean filled, String charset) implements Piece {
    public Include {
      Objects.requireNonNull(path);
      Objects.requireNonNull(charset);
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return pieces.isEmpty();
  }
}
