package io.fairlead.calls.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.probe.AnswerParser.State;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerParserTest {

  private static final String CHUNKS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "4;name=\"v\"\r\nWiki\r\nA \r\n0123456789\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n";

  /**
   * Bytes, whether HEAD was asked, whether the server closed then; state, status, body, persists.
   */
  private static Stream<Arguments> answers() {
    return Stream.of(
        of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", State.DONE, 200, 5, true),
        of("HTTP/1.1 200\r\ncontent-LENGTH:  5 \r\n\r\nhello", State.DONE, 200, 5, true),
        of("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", State.DONE, 200, 5, true),
        of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", State.DONE, 200, 0, true),
        of(CHUNKS, State.DONE, 200, 14, true),
        of("HTTP/1.1 204 No Content\r\n\r\n", State.DONE, 204, 0, true),
        of("HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", State.DONE, 304, 0, true),
        of(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nLink: a\r\n\r\n"
                + "HTTP/1.1 503 Busy\r\nContent-Length: 1\r\nConnection: a, Close\r\n\r\nx",
            State.DONE,
            503,
            1,
            false),
        of("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", State.DONE, 200, 2, false),
        of(
            "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi",
            State.DONE,
            200,
            2,
            true),
        of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", State.LENGTH, 200, 4, false),
        of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello!", State.MALFORMED, 200, 5, false),
        of("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", State.MALFORMED, 200, 0, false),
        of("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n", State.MALFORMED, 200, 0, false),
        of("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", State.MALFORMED, 200, 0, false),
        of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            State.MALFORMED,
            200,
            0,
            false),
        of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            State.MALFORMED,
            200,
            0,
            false),
        of(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
            State.MALFORMED,
            200,
            0,
            false),
        of(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            State.MALFORMED,
            200,
            0,
            false),
        of(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            State.MALFORMED,
            200,
            1,
            false),
        of("HTTP/1.1 101 Switch\r\n\r\n", State.MALFORMED, 101, 0, false),
        of("HTTP/1.1 20 OK\r\n\r\n", State.MALFORMED, 20, 0, false),
        of("HTTP/2 200 OK\r\n\r\n", State.MALFORMED, 0, 0, false),
        of("HTTP/1.1 200 OK\r\nbad header\r\n\r\n", State.MALFORMED, 200, 0, false),
        of("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", State.MALFORMED, 200, 0, false),
        of("SSH-2.0-OpenSSH_9", State.MALFORMED, 0, 0, false),
        of("HTTP/1.1 200 OK\r\n\r\nuntil close", State.UNTIL_CLOSE, 200, 11, false));
  }

  private static Arguments of(String bytes, State state, int status, long body, boolean persists) {
    return Arguments.of(bytes, state, status, body, persists);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsJudgedTheSameHoweverItsBytesAreSplit(
      String text, State state, int status, long body, boolean persists) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      AnswerParser parser = new AnswerParser();
      parser.expect(false);
      int at = 0;
      while (at < bytes.length) {
        int most = bytes.length - at;
        int count = round == 0 ? 1 : round == 1 ? most : 1 + random.nextInt(most);
        parser.accept(bytes, at, at + count);
        at += count;
      }
      // A byte beyond the end that comes later belongs to whatever is asked next.
      State expected =
          round != 1 && text.endsWith("hello!") && parser.state() == State.DONE
              ? State.DONE
              : state;
      assertThat(parser.state()).as("round %d", round).isEqualTo(expected);
      if (state != State.MALFORMED) {
        assertThat(parser.status()).isEqualTo(status);
        assertThat(parser.bodyBytes()).isEqualTo(body);
        assertThat(parser.persists()).isEqualTo(persists);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aWholeAnswerCutAnywhereIsNeverTakenForWhole(
      String text, State state, int status, long body, boolean persists) {
    if (state != State.DONE) {
      return;
    }
    byte[] bytes = text.getBytes(ISO_8859_1);
    for (int cut = 0; cut < bytes.length; cut++) {
      AnswerParser parser = new AnswerParser();
      parser.expect(false);
      parser.accept(bytes, 0, cut);
      parser.end();
      assertThat(parser.state()).as("cut at %d", cut).isEqualTo(State.TRUNCATED);
      assertThat(parser.isUntouched()).isEqualTo(cut == 0);
    }
  }

  @Test
  void anAnswerToHeadHasNoBody() {
    AnswerParser parser = new AnswerParser();
    parser.expect(true);
    byte[] bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(ISO_8859_1);
    parser.accept(bytes, 0, bytes.length);
    assertThat(parser.state()).isEqualTo(State.DONE);
    assertThat(parser.persists()).isTrue();
  }

  @Test
  void aHeadWithoutEndIsGivenUp() {
    AnswerParser parser = new AnswerParser();
    parser.expect(false);
    byte[] first = "HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1);
    parser.accept(first, 0, first.length);
    byte[] more = "X-Again: and again and again and again\r\n".getBytes(ISO_8859_1);
    int taken = 0;
    while (!parser.isOver() && taken < 1 << 20) {
      parser.accept(more, 0, more.length);
      taken += more.length;
    }
    assertThat(parser.state()).isEqualTo(State.MALFORMED);
    assertThat(taken).isLessThan(1 << 17);
  }

  @Test
  void aLongBodyInManyChunksIsNotTakenForALongHead() {
    AnswerParser parser = new AnswerParser();
    parser.expect(false);
    byte[] first = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1);
    parser.accept(first, 0, first.length);
    byte[] chunk = "1\r\nx\r\n".getBytes(ISO_8859_1);
    for (int i = 0; i < 100_000; i++) {
      parser.accept(chunk, 0, chunk.length);
    }
    byte[] last = "0\r\n\r\n".getBytes(ISO_8859_1);
    parser.accept(last, 0, last.length);
    assertThat(parser.state()).isEqualTo(State.DONE);
    assertThat(parser.bodyBytes()).isEqualTo(100_000);
  }
}
