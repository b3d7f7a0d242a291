package io.fairlead.ui.control.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static Search search(Bytes bytes, String text, boolean matchCase) {
    return new Search(
        bytes, Needle.of(text, StandardCharsets.UTF_8, matchCase).orElseThrow(), () -> false);
  }

  @Test
  void everyPlaceIsFoundWhereverThePartsAreCut() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      StringBuilder text = new StringBuilder();
      int length = 600_000 + random.nextInt(300_000);
      while (text.length() < length) {
        text.append("abcAB\n".charAt(random.nextInt(6)));
      }
      String needle = new String[] {"abab", "aa", "b", "Abc", "aabbaabbaa"}[round % 5];
      boolean matchCase = round % 2 == 0;
      String content = text.toString();
      long[] expected = places(content, needle, matchCase);
      Search.Found found = search(Bytes.of(content), needle, matchCase).all();
      assertThat(found.more()).isEqualTo(expected.length > Search.MOST_MATCHES);
      assertThat(found.starts())
          .isEqualTo(Arrays.copyOf(expected, Math.min(expected.length, Search.MOST_MATCHES)));
    }
  }

  private static long[] places(String content, String needle, boolean matchCase) {
    String in = matchCase ? content : content.toLowerCase(Locale.ROOT);
    String wanted = matchCase ? needle : needle.toLowerCase(Locale.ROOT);
    List<Long> places = new ArrayList<>();
    for (int at = in.indexOf(wanted); at >= 0; at = in.indexOf(wanted, at + wanted.length())) {
      places.add((long) at);
    }
    return places.stream().mapToLong(Long::longValue).toArray();
  }

  @Test
  void caseIsFoldedBeyondAscii() throws IOException {
    Bytes bytes = Bytes.of("Ärger ärger ÄRGER ärgern");
    assertThat(search(bytes, "äRGER", false).all().count()).isEqualTo(4);
    assertThat(search(bytes, "ärger", true).all().count()).isEqualTo(2);
  }

  @Test
  void wideCharactersAreFoundAtTheirOwnPlacesOnly() throws IOException {
    Charset wide = StandardCharsets.UTF_16LE;
    Bytes bytes = Bytes.of("\u6100a\u0061xA".getBytes(wide));
    Needle needle = Needle.of("a", wide, false).orElseThrow();
    assertThat(new Search(bytes, needle, () -> false).all().starts()).containsExactly(2, 4, 8);
  }

  @Test
  void nextAndPreviousGoRound() throws IOException {
    Bytes bytes = Bytes.of("x--x--x");
    Search search = search(bytes, "x", true);
    assertThat(search.next(0)).contains(new Match(0, 1));
    assertThat(search.next(1)).contains(new Match(3, 4));
    assertThat(search.next(7)).contains(new Match(0, 1));
    assertThat(search.previous(6)).contains(new Match(3, 4));
    assertThat(search.previous(0)).contains(new Match(6, 7));
    assertThat(search(bytes, "y", true).next(0)).isEmpty();
    assertThat(search(bytes, "y", true).previous(3)).isEmpty();
  }

  @Test
  void previousFindsWhatLiesMegabytesBefore() throws IOException {
    Bytes bytes = Bytes.of("x" + "-".repeat(3_000_000) + "x" + "-".repeat(3_000_000));
    Search search = search(bytes, "x", true);
    assertThat(search.previous(6_000_000)).contains(new Match(3_000_001, 3_000_002));
    assertThat(search.previous(3_000_001)).contains(new Match(0, 1));
    assertThat(search.next(1)).contains(new Match(3_000_001, 3_000_002));
  }

  @Test
  void aSearchStopsWhenItIsTold() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Needle needle = Needle.of("absent", StandardCharsets.UTF_8, true).orElseThrow();
    new Search(new LongBytes(1L << 40), needle, () -> asked.incrementAndGet() > 3).all();
    assertThat(asked).hasValue(4);
  }

  @Test
  void whatCannotBeWrittenIsNotLookedFor() {
    assertThat(Needle.of("", StandardCharsets.UTF_8, true)).isEmpty();
    assertThat(Needle.of("漢", StandardCharsets.ISO_8859_1, true)).isEmpty();
    assertThat(Needle.of("x".repeat(Needle.LONGEST + 1), StandardCharsets.UTF_8, true)).isEmpty();
    assertThat(Needle.of("\uD800", StandardCharsets.UTF_8, true)).isEmpty();
  }
}
