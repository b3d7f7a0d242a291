package io.fairlead.openfaas;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.LogLine;
import io.fairlead.net.Scope;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Log bodies that are odd, broken or large. */
class LogStreamTest {

  private final Scope scope = new Scope("test");
  private final List<LogLine> lines = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private LogEnd read(String body, long budget) {
    Buffer source = new Buffer().writeUtf8(body);
    return new LogStream(source, function("fn"), scope).read(budget, lines::add, broken::add);
  }

  private static String line(String text) {
    return "{\"name\":\"fn\",\"instance\":\"1\",\"timestamp\":\"2026-11-23T03:40:23Z\",\"text\":\""
        + text
        + "\"}";
  }

  @Test
  void aBrokenLineIsHandedOverAndTheOthersAreRead() {
    String body = line("a") + "\n{\"name\":\n\n[]\n{}\n" + line("b") + "\n";
    assertThat(read(body, Long.MAX_VALUE)).isEqualTo(LogEnd.COMPLETE);
    assertThat(lines).extracting(LogLine::text).containsExactly("a", "b");
    assertThat(broken).containsExactly("{\"name\":", "[]", "{}");
  }

  @Test
  void aLastLineWithoutItsEndIsRead() {
    read(line("a") + "\n" + line("b"), Long.MAX_VALUE);
    assertThat(lines).extracting(LogLine::text).containsExactly("a", "b");
  }

  @Test
  void lineEndsInsideATextStayAndAtItsEndGo() {
    read(line("a\\nb\\r\\n"), Long.MAX_VALUE);
    assertThat(lines).extracting(LogLine::text).containsExactly("a\nb");
  }

  @Test
  void aLineThatIsTooLongIsSkipped() {
    String endless = line("x".repeat(3 * LogStream.MAX_LINE_BYTES));
    read(line("a") + "\n" + endless + "\n" + line("b") + "\n", Long.MAX_VALUE);
    assertThat(lines).extracting(LogLine::text).containsExactly("a", "b");
    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst()).hasSizeLessThan(3_000);
  }

  @Test
  void aBudgetEndsTheReading() {
    String body = (line("a") + "\n").repeat(100);
    assertThat(read(body, 1_000)).isEqualTo(LogEnd.LIMIT);
    assertThat(lines.size()).isBetween(5, 20);
  }
}
