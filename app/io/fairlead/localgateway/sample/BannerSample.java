package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a text in letters five rows high; {@code glyph} is what they are made of. */
final class BannerSample implements Sample {

  private static final int ROWS = 5;
  private static final int LONGEST = 200;
  private static final int WIDTH = 100;

  /** Each character's five rows, one digit a dot. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('A', "01110 10001 11111 10001 10001"),
          Map.entry('B', "11110 10001 11110 10001 11110"),
          Map.entry('C', "01111 10000 10000 10000 01111"),
          Map.entry('D', "11110 10001 10001 10001 11110"),
          Map.entry('E', "11111 10000 11110 10000 11111"),
          Map.entry('F', "11111 10000 11110 10000 10000"),
          Map.entry('G', "01111 10000 10011 10001 01111"),
          Map.entry('H', "10001 10001 11111 10001 10001"),
          Map.entry('I', "111 010 010 010 111"),
          Map.entry('J', "00111 00010 00010 10010 01100"),
          Map.entry('K', "10010 10100 11000 10100 10010"),
          Map.entry('L', "10000 10000 10000 10000 11111"),
          Map.entry('M', "10001 11011 10101 10001 10001"),
          Map.entry('N', "10001 11001 10101 10011 10001"),
          Map.entry('O', "01110 10001 10001 10001 01110"),
          Map.entry('P', "11110 10001 11110 10000 10000"),
          Map.entry('Q', "01110 10001 10101 10010 01101"),
          Map.entry('R', "11110 10001 11110 10010 10001"),
          Map.entry('S', "01111 10000 01110 00001 11110"),
          Map.entry('T', "11111 00100 00100 00100 00100"),
          Map.entry('U', "10001 10001 10001 10001 01110"),
          Map.entry('V', "10001 10001 10001 01010 00100"),
          Map.entry('W', "10001 10001 10101 11011 10001"),
          Map.entry('X', "10001 01010 00100 01010 10001"),
          Map.entry('Y', "10001 01010 00100 00100 00100"),
          Map.entry('Z', "11111 00010 00100 01000 11111"),
          Map.entry('0', "01110 10011 10101 11001 01110"),
          Map.entry('1', "010 110 010 010 111"),
          Map.entry('2', "11110 00001 01110 10000 11111"),
          Map.entry('3', "11110 00001 01110 00001 11110"),
          Map.entry('4', "10010 10010 11111 00010 00010"),
          Map.entry('5', "11111 10000 11110 00001 11110"),
          Map.entry('6', "01110 10000 11110 10001 01110"),
          Map.entry('7', "11111 00001 00010 00100 00100"),
          Map.entry('8', "01110 10001 01110 10001 01110"),
          Map.entry('9', "01110 10001 01111 00001 01110"),
          Map.entry('.', "0 0 0 0 1"),
          Map.entry(',', "00 00 00 01 10"),
          Map.entry('!', "1 1 1 0 1"),
          Map.entry('?', "1110 0001 0110 0000 0100"),
          Map.entry('-', "000 000 111 000 000"),
          Map.entry('_', "0000 0000 0000 0000 1111"),
          Map.entry(':', "0 1 0 1 0"),
          Map.entry('/', "00001 00010 00100 01000 10000"),
          Map.entry('+', "000 010 111 010 000"),
          Map.entry('=', "000 111 000 111 000"),
          Map.entry('\'', "1 1 0 0 0"),
          Map.entry('#', "01010 11111 01010 11111 01010"),
          Map.entry('@', "01110 10111 10101 10111 01110"),
          Map.entry('&', "01100 10010 01100 10011 01101"),
          Map.entry('(', "01 10 10 10 01"),
          Map.entry(')', "10 01 01 01 10"),
          Map.entry('*', "101 010 101 000 000"),
          Map.entry(' ', "00 00 00 00 00"));

  @Override
  public void serve(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    String text = new String(call.body().readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      text = query.has("text") ? query.get("text") : "Fairlead";
    }
    String glyph =
        query.has("glyph") ? query.get("glyph") : replica.environment().getOrDefault("glyph", "#");
    // Version 1.0 knew no other glyph; the two differ so that a rolling update can be seen.
    if ("1.0".equals(replica.environment().get("sample_version")) || glyph.isBlank()) {
      glyph = "#";
    }
    int symbol = glyph.codePointAt(0);
    StringBuilder banner = new StringBuilder(1024);
    for (List<String> line : lines(text.toUpperCase(Locale.ROOT))) {
      write(banner, line, symbol);
    }
    answer.header("Content-Type", "text/plain; charset=utf-8");
    answer.body().write(banner.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    int width = 0;
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char character = text.charAt(i);
      String letter = LETTERS.getOrDefault(character, LETTERS.getOrDefault('?', ""));
      int columns = letter.indexOf(' ') + 1;
      if (character == '\n' || width + columns > WIDTH) {
        lines.add(line);
        line = new ArrayList<>();
        width = 0;
      }
      if (character != '\n') {
        line.add(letter);
        width += columns;
      }
    }
    lines.add(line);
    return lines;
  }

  private static void write(StringBuilder banner, List<String> line, int symbol) {
    for (int row = 0; row < ROWS; row++) {
      int start = banner.length();
      for (String letter : line) {
        String dots = List.of(letter.split(" ", ROWS)).get(row);
        dots.chars().forEach(dot -> banner.appendCodePoint(dot == '1' ? symbol : ' '));
        banner.append(' ');
      }
      int end = banner.length();
      while (end > start && banner.charAt(end - 1) == ' ') {
        end--;
      }
      banner.setLength(end);
      banner.append('\n');
    }
    banner.append('\n');
  }
}
