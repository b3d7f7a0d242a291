package io.fairlead.ui.callfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.file.FileReply;
import io.fairlead.files.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunResultsTest {

  private final RunResults results = new RunResults();

  @Test
  void theBodiesOfOldAnswersAreLetGoAndThatIsSaid() {
    for (int i = 0; i < 150; i++) {
      results.put(key(i), answer(), 1);
    }
    Ran oldest = results.result(key(0)).orElseThrow().ran();
    assertThat(oldest.reply().orElseThrow().status()).isEqualTo(200);
    assertThat(oldest.reply().orElseThrow().body().size()).isZero();
    assertThat(oldest.notes()).singleElement().asString().contains("let go");
    Ran newest = results.result(key(149)).orElseThrow().ran();
    assertThat(newest.reply().orElseThrow().body().size()).isEqualTo(3);
  }

  @Test
  void tooManyResultsLoseTheOldest() {
    for (int i = 0; i < 20_010; i++) {
      results.put(key(i), answer(), 1);
    }
    assertThat(results.result(key(9))).isEmpty();
    assertThat(results.result(key(10))).isPresent();
  }

  private static RequestKey key(int number) {
    return new RequestKey(Path.of("a.http"), "call", number);
  }

  private static Ran answer() {
    FileReply reply =
        new FileReply(200, List.of(), Bytes.of(new byte[] {1, 2, 3}), Duration.ofMillis(1));
    return new Ran(Optional.of(reply), Optional.empty(), List.of(), List.of(), List.of());
  }
}
