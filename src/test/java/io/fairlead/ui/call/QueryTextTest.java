package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.ui.control.KeyValueRows.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {

  @Test
  void parametersAreShownDecoded() {
    assertThat(QueryText.of("q=a%20b+c&Gr%C3%BC%C3%9Fe=1&verbose").pairs())
        .containsExactly(new Pair("q", "a b c"), new Pair("Grüße", "1"), new Pair("verbose", ""));
  }

  @Test
  void aQuestionMarkInFrontIsNoPartOfAName() {
    assertThat(QueryText.of("?a=1").pairs()).containsExactly(new Pair("a", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=%7e&b=~", "a=1+2", "verbose&a=b=c", "a=%zz", "a=%ff", "a=1&a=1&a=2", "ü=ö"})
  void whatIsNotTouchedKeepsItsSpelling(String raw) {
    QueryText query = QueryText.of(raw);
    assertThat(query.with(query.pairs()).raw()).isEqualTo(raw);
  }

  @Test
  void oneChangedValueLeavesTheOthersAsTheyWereWritten() {
    QueryText query = QueryText.of("a=%7e&b=1+2&verbose");
    List<Pair> pairs = new ArrayList<>(query.pairs());
    pairs.set(1, new Pair("b", "ö & 1=1"));
    assertThat(query.with(pairs).raw()).isEqualTo("a=%7e&b=%C3%B6%20%26%201=1&verbose");
  }

  @Test
  void aRemovedParameterTakesItsSeparatorAlong() {
    QueryText query = QueryText.of("a=1&b=%7e&c=3");
    assertThat(query.with(List.of(query.pairs().get(1))).raw()).isEqualTo("b=%7e");
    assertThat(query.with(List.of()).raw()).isEmpty();
  }

  @Test
  void whatIsWrittenAnewIsReadBack() {
    List<Pair> pairs = List.of(new Pair("a&=#?%+ ", "x&=#?%+ ;ü\n"), new Pair("b", ""));
    QueryText query = QueryText.of("").with(pairs);
    assertThat(query.raw()).doesNotContain(" ").doesNotContain("#").doesNotContain("\n");
    assertThat(query.pairs()).isEqualTo(pairs);
  }
}
