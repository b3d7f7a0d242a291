package io.fairlead.ui.control.code;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The parts of a text in order: together they cover it exactly, none is empty, and neighbours are
 * of different kinds. Eight bytes a part. Immutable.
 */
public final class Tokens {

  private final int[] ends;
  private final TokenKind[] kinds;

  private Tokens(int[] ends, TokenKind[] kinds) {
    this.ends = ends;
    this.kinds = kinds;
  }

  /** One part. */
  static Tokens of(int length, TokenKind kind) {
    Builder tokens = new Builder();
    tokens.to(length, kind);
    return tokens.build();
  }

  /** How many parts there are. */
  int count() {
    return ends.length;
  }

  int from(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int to(int index) {
    return ends[index];
  }

  TokenKind kind(int index) {
    return kinds[index];
  }

  /** Index of the part that holds a character; {@link #count} behind the last one. */
  int at(int position) {
    int found = Arrays.binarySearch(ends, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** How many characters all parts have together. */
  int length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The parts, as a view. */
  public List<Span> spans() {
    return new Spans();
  }

  private final class Spans extends AbstractList<Span> implements RandomAccess {
    @Override
    public Span get(int index) {
      return new Span(from(index), to(index), kind(index));
    }

    @Override
    public int size() {
      return count();
    }
  }

  /** Takes parts from left to right. */
  static final class Builder {

    private int[] ends = new int[64];
    private TokenKind[] kinds = new TokenKind[64];
    private int count;
    private int end;

    /** Where the next part begins. */
    int end() {
      return end;
    }

    /** The text up to there is of that kind; what is empty is left out. */
    void to(int position, TokenKind kind) {
      if (position <= end) {
        return;
      }
      if (count > 0 && kinds[count - 1] == kind) {
        ends[count - 1] = position;
      } else {
        if (count == ends.length) {
          ends = Arrays.copyOf(ends, 2 * count);
          kinds = Arrays.copyOf(kinds, 2 * count);
        }
        ends[count] = position;
        kinds[count++] = kind;
      }
      end = position;
    }

    Tokens build() {
      return new Tokens(Arrays.copyOf(ends, count), Arrays.copyOf(kinds, count));
    }
  }
}
