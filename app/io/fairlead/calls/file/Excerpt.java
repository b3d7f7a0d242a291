package io.fairlead.calls.file;

/** The beginning of something, for a sentence that speaks of it. */
final class Excerpt {

  private static final int LONGEST = 80;

  private Excerpt() {}

  /** At most so much as fits into a sentence, in one line and without control characters. */
  static String of(String text) {
    return of(text, LONGEST);
  }

  static String of(String text, int longest) {
    int end = Math.min(text.length(), longest);
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String head = text.substring(0, end).replaceAll("\\s+", " ").replaceAll("\\p{Cc}", "?");
    return end < text.length() ? head.stripTrailing() + "…" : head.strip();
  }
}
