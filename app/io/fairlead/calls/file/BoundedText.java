package io.fairlead.calls.file;

import java.util.regex.Pattern;

/** A text on which a regular expression may take so many steps and no more. */
final class BoundedText implements CharSequence {

  /** A second or so; what needs more would need hours. */
  private static final long MOST_STEPS = 200_000_000;

  private final CharSequence text;
  private final long[] left;

  private BoundedText(CharSequence text, long[] left) {
    this.text = text;
    this.left = left;
  }

  /** Whether the pattern is found; not, where that cannot be told in a reasonable time. */
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text, new long[] {MOST_STEPS})).find();
    } catch (StepsExceeded | StackOverflowError _) {
      return false;
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left[0] < 0) {
      throw new StepsExceeded();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), left);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static final class StepsExceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepsExceeded() {
      super(null, null, false, false);
    }
  }
}
