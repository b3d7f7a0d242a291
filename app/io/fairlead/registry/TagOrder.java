package io.fairlead.registry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the tag that looks newest first: {@code latest}, then versions from high to low with a
 * release before its candidates and variants, then every other tag by name. A registry lists tags
 * lexically and without dates (contract 9.6). Consistent with equals.
 */
final class TagOrder implements Comparator<String> {

  private static final Pattern VERSION =
      Pattern.compile("v?(?<numbers>[0-9]+(?:\\.[0-9]+)*)(?<rest>[-_+.].*)?");

  @Override
  public int compare(String left, String right) {
    int byKind = Integer.compare(kind(left), kind(right));
    if (byKind != 0) {
      return byKind;
    }
    Matcher one = VERSION.matcher(left);
    Matcher other = VERSION.matcher(right);
    int order =
        one.matches() && other.matches()
            ? compareVersions(one, other)
            : compareNaturally(left, right);
    return order != 0 ? order : left.compareTo(right);
  }

  private static int kind(String tag) {
    if (tag.equals("latest")) {
      return 0;
    }
    return VERSION.matcher(tag).matches() ? 1 : 2;
  }

  private static int compareVersions(Matcher one, Matcher other) {
    String[] left = one.group("numbers").split("\\.", -1);
    String[] right = other.group("numbers").split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = compareNumbers(right[i], left[i]);
      if (order != 0) {
        return order;
      }
    }
    if (left.length != right.length) {
      return Integer.compare(right.length, left.length);
    }
    String leftRest = one.group("rest") == null ? "" : one.group("rest");
    String rightRest = other.group("rest") == null ? "" : other.group("rest");
    if (leftRest.isEmpty() || rightRest.isEmpty()) {
      return Boolean.compare(rightRest.isEmpty(), leftRest.isEmpty());
    }
    return compareNaturally(rightRest, leftRest);
  }

  /** Compares text, runs of digits by their value: {@code rc9} before {@code rc10}. */
  private static int compareNaturally(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
        int leftEnd = endOfDigits(left, i);
        int rightEnd = endOfDigits(right, j);
        int order = compareNumbers(left.substring(i, leftEnd), right.substring(j, rightEnd));
        if (order != 0) {
          return order;
        }
        i = leftEnd;
        j = rightEnd;
      } else {
        int order = Character.compare(left.charAt(i), right.charAt(j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
    }
    return Integer.compare(left.length() - i, right.length() - j);
  }

  /** Compares digits of any length by value. */
  private static int compareNumbers(String left, String right) {
    String one = withoutLeadingZeros(left);
    String other = withoutLeadingZeros(right);
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
