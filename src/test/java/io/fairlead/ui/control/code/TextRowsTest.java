package io.fairlead.ui.control.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextRowsTest {

  private static TextRows indexed(Bytes bytes, Charset charset) throws IOException {
    TextRows rows = new TextRows(bytes, charset);
    while (rows.index()) {
      // Until the end.
    }
    return rows;
  }

  private static List<String> texts(TextRows rows) throws IOException {
    return rows.read(0, Math.toIntExact(rows.count())).stream().map(Row::text).toList();
  }

  private static List<String> texts(String text) throws IOException {
    return texts(indexed(Bytes.of(text), StandardCharsets.UTF_8));
  }

  @Test
  void linesEndWithAFeedOrAReturnAndAFeed() throws IOException {
    assertThat(texts("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
    assertThat(texts("a\n")).containsExactly("a");
    assertThat(texts("\n\n")).containsExactly("", "");
    assertThat(texts("")).isEmpty();
  }

  @Test
  void whatHasNoShapeGetsOne() throws IOException {
    assertThat(texts("a\tb\0\u001b[1m\r!\u202E")).containsExactly("a   b␀␛[1m␍!·");
  }

  @Test
  void invalidBytesAreReplaced() throws IOException {
    Bytes bytes = Bytes.of(new byte[] {'a', (byte) 0xC3, '(', (byte) 0xFF, '\n', 'b'});
    assertThat(texts(indexed(bytes, StandardCharsets.UTF_8)))
        .containsExactly("a\uFFFD(\uFFFD", "b");
    assertThat(texts(indexed(bytes, StandardCharsets.ISO_8859_1))).containsExactly("aÃ(ÿ", "b");
  }

  @Test
  void twoByteCharactersHaveLinesToo() throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      // U+0A00 and U+000A hold the same bytes.
      Bytes bytes = Bytes.of("a\u0A00b\r\nc\n😀".getBytes(charset));
      assertThat(texts(indexed(bytes, charset))).containsExactly("a\u0A00b", "c", "😀");
    }
  }

  @Test
  void aLongLineIsCutAtCharactersAndNumberedOnce() throws IOException {
    String line = ("a" + "ä".repeat(700) + "漢".repeat(700) + "😀".repeat(700)).repeat(5);
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      TextRows rows = indexed(Bytes.of((line + "\nnext").getBytes(charset)), charset);
      List<Row> all = rows.read(0, Math.toIntExact(rows.count()));
      assertThat(all).allMatch(row -> row.bytes().length <= LineIndex.ROW_BYTES);
      assertThat(all.stream().map(Row::text).collect(Collectors.joining()))
          .isEqualTo(line + "next");
      assertThat(all.getFirst().label()).isEqualTo("1");
      assertThat(all.getLast().label()).isEqualTo("2");
      assertThat(all.subList(1, all.size() - 1)).extracting(Row::label).containsOnly("");
      assertThat(rows.lines()).isEqualTo(2);
    }
  }

  @Test
  void anyBytesHaveRowsThatHoldThemAll() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      byte[] content = new byte[random.nextInt(20_000)];
      random.nextBytes(content);
      int feeds = random.nextInt(3) * random.nextInt(200);
      for (int i = 0; i < feeds && content.length > 0; i++) {
        content[random.nextInt(content.length)] = '\n';
      }
      TextRows rows = indexed(Bytes.of(content), StandardCharsets.UTF_8);
      List<Row> all = rows.read(0, Math.toIntExact(rows.count()));
      assertThat(all).hasSize(Math.toIntExact(rows.count()));
      long end = 0;
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).from()).isEqualTo(end);
        end = i + 1 < all.size() ? all.get(i + 1).from() : content.length;
        assertThat(rows.rowOf(all.get(i).from())).isEqualTo(i);
        assertThat(rows.rowOf(end - 1)).isEqualTo(i);
      }
    }
  }

  @Test
  void readingInTheMiddleIsLikeReadingFromTheStart() throws IOException {
    TextRows rows = indexed(new LongBytes(30_000_000), StandardCharsets.UTF_8);
    assertThat(rows.count()).isEqualTo(600_000);
    for (long first : new long[] {0, 1, 65_535, 65_536, 65_537, 131_072, 399_999, 599_998}) {
      Row row = rows.read(first, 1).getFirst();
      assertThat(row.label()).isEqualTo(Long.toString(first + 1));
      assertThat(row.text()).startsWith(first + "..");
      assertThat(rows.rowOf(row.from() + 7)).isEqualTo(first);
    }
    assertThat(rows.read(599_998, 10)).hasSize(2);
    assertThat(rows.read(600_000, 10)).isEmpty();
    assertThat(rows.rowOf(30_000_000)).isEqualTo(-1);
  }

  @Test
  void whatGrowsIsIndexedFurther() throws IOException {
    LongBytes bytes = new LongBytes(75);
    TextRows rows = indexed(bytes, StandardCharsets.UTF_8);
    assertThat(rows.count()).isEqualTo(2);
    assertThat(rows.read(1, 1).getFirst().bytes()).hasSize(25);
    bytes.grow(120);
    assertThat(rows.index()).isTrue();
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.read(1, 1).getFirst().bytes()).hasSize(49);
    assertThat(rows.index()).isFalse();
  }

  @Test
  void aGigabyteOfLinesNeedsTwoMegabytesOfIndex() throws IOException {
    LineIndex index = new LineIndex(StandardCharsets.UTF_8);
    byte[] chunk = "x".repeat(49).concat("\n").repeat(5_000).getBytes(StandardCharsets.US_ASCII);
    for (long fed = 0; fed < 1L << 30; fed += chunk.length) {
      index.feed(chunk, chunk.length);
    }
    assertThat(index.rows()).isGreaterThan(21_000_000);
    assertThat(index.marks()).isBetween(LineIndex.MOST_MARKS / 2, LineIndex.MOST_MARKS);
    LineIndex.Mark mark = index.markBefore(20_000_000);
    assertThat(mark.offset()).isEqualTo(mark.row() * 50);
    assertThat(20_000_000 - mark.row()).isBetween(0L, 1_024L);
  }

  @Test
  void hexShowsOffsetsDigitsAndCharacters() throws IOException {
    byte[] content = new byte[20];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 13 + 48);
    }
    HexRows rows = new HexRows(Bytes.of(content));
    assertThat(rows.count()).isEqualTo(2);
    List<String> shown = new ArrayList<>();
    rows.read(0, 5).forEach(row -> shown.add(row.label() + " " + row.text()));
    assertThat(shown)
        .containsExactly(
            "00000000 30 3d 4a 57 64 71 7e 8b  98 a5 b2 bf cc d9 e6 f3  0=JWdq~.........",
            "00000010 00 0d 1a 27                                       ...'");
    Row first = rows.read(0, 1).getFirst();
    assertThat(rows.columnOf(first, 7)).isEqualTo(21);
    assertThat(rows.columnOf(first, 9)).isEqualTo(28);
  }
}
