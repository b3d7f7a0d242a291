package io.fairlead.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the exposition format; a window over the reader's buffer, valid until the next line.
 */
public final class Sample {

  private byte[] bytes = {};
  private int nameStart;
  private int nameEnd;
  private int seriesEnd;
  private double value;
  private long timestamp;

  Sample() {}

  /** Takes a trimmed line that is no comment; gives back what is wrong with it, or nothing. */
  String parse(byte[] line, int start, int end) {
    bytes = line;
    nameStart = start;
    int at = start;
    while (at < end && isNamePart(line[at], at == start)) {
      at++;
    }
    nameEnd = at;
    if (at == start) {
      return "no metric name";
    }
    at = skipBlanks(at, end);
    if (at < end && line[at] == '{') {
      at = labelsEnd(at + 1, end);
      if (at < 0) {
        return "unfinished labels";
      }
      seriesEnd = at;
    } else if (at == nameEnd) {
      return "no value";
    } else {
      seriesEnd = nameEnd;
    }
    return number(skipBlanks(at, end), end);
  }

  private String number(int start, int end) {
    int at = start;
    while (at < end && !PrometheusText.isBlank(bytes[at])) {
      at++;
    }
    if (at == start) {
      return "no value";
    }
    int rest = skipBlanks(at, end);
    try {
      value = Numbers.parse(bytes, start, at);
      timestamp =
          rest == end
              ? -1
              : Long.parseLong(new String(bytes, rest, end - rest, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return "not a number";
    }
    return "";
  }

  /** After the closing brace; negative when there is none or the labels are broken. */
  private int labelsEnd(int start, int end) {
    int at = start;
    while (at < end) {
      at = skipBlanks(at, end);
      if (at < end && bytes[at] == '}') {
        return at + 1;
      }
      int name = at;
      while (at < end && isNamePart(bytes[at], at == name) && bytes[at] != ':') {
        at++;
      }
      boolean named = at > name;
      at = skipBlanks(at, end);
      if (!named || at + 1 >= end || bytes[at] != '=') {
        return -1;
      }
      at = skipBlanks(at + 1, end);
      at = at < end && bytes[at] == '"' ? quoteEnd(at + 1, end) : -1;
      if (at < 0) {
        return -1;
      }
      at = skipBlanks(at, end);
      if (at < end && bytes[at] == ',') {
        at++;
      } else if (at >= end || bytes[at] != '}') {
        return -1;
      }
    }
    return -1;
  }

  private int quoteEnd(int start, int end) {
    for (int at = start; at < end; at++) {
      if (bytes[at] == '\\') {
        at++;
      } else if (bytes[at] == '"') {
        return at + 1;
      }
    }
    return -1;
  }

  private int skipBlanks(int from, int end) {
    int at = from;
    while (at < end && PrometheusText.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isNamePart(byte b, boolean first) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '_'
        || b == ':'
        || (!first && b >= '0' && b <= '9');
  }

  /** The metric's name. */
  public String name() {
    return new String(bytes, nameStart, nameEnd - nameStart, StandardCharsets.US_ASCII);
  }

  /** Its labels with escapes resolved, in the order of the text. */
  public Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    int at = nameEnd;
    while (at < seriesEnd) {
      byte b = bytes[at];
      if (!isNamePart(b, true)) {
        at++;
        continue;
      }
      int start = at;
      while (isNamePart(bytes[at], false)) {
        at++;
      }
      String label = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
      while (bytes[at] != '"') {
        at++;
      }
      int end = quoteEnd(at + 1, seriesEnd);
      labels.put(label, unescaped(at + 1, end - 1));
      at = end;
    }
    return labels;
  }

  private String unescaped(int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        switch (next) {
          case 'n' -> plain.append('\n');
          case '\\', '"' -> plain.append(next);
          default -> plain.append('\\').append(next);
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Its value; may be {@code NaN} or infinite. */
  public double value() {
    return value;
  }

  /** Milliseconds since 1970 where the text gave a time, else -1. */
  public long timestamp() {
    return timestamp;
  }

  /** Whether the metric's name is this one. */
  boolean isNamed(String name) {
    int length = nameEnd - nameStart;
    if (length != name.length()) {
      return false;
    }
    // Names share their beginning: the end tells them apart sooner.
    for (int i = length - 1; i >= 0; i--) {
      if (bytes[nameStart + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A hash of name and labels as they were written. */
  int seriesHash() {
    int hash = 1;
    for (int i = nameStart; i < seriesEnd; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** Name and labels as they were written. */
  byte[] seriesText() {
    return Arrays.copyOfRange(bytes, nameStart, seriesEnd);
  }

  /** Whether name and labels were written exactly so. */
  boolean isSeries(byte[] text) {
    return Arrays.equals(bytes, nameStart, seriesEnd, text, 0, text.length);
  }
}
