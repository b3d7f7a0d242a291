package io.fairlead.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpoolTest {

  @Test
  void smallContentStaysInMemory() throws IOException {
    try (Spool spool = new Spool(100, 1000)) {
      assertThat(spool.append(new byte[] {1, 2, 3}, 1, 2)).isEqualTo(2);

      assertThat(spool.isOnDisk()).isFalse();
      assertThat(spool.beginning(10)).containsExactly(2, 3);
    }
  }

  @Test
  void whatGoesToDiskReadsAsItCameAtAnyPlace() throws IOException {
    byte[] content = new byte[50_000];
    new Random(7).nextBytes(content);
    try (Spool spool = new Spool(1000, 100_000)) {
      for (int at = 0; at < content.length; at += 700) {
        spool.append(content, at, Math.min(700, content.length - at));
      }

      assertThat(spool.isOnDisk()).isTrue();
      assertThat(spool.beginning(60_000)).isEqualTo(content);
      assertThat(spool.range(999, 3)).containsExactly(content[999], content[1000], content[1001]);
      assertThat(spool.range(50_000, 10)).isEmpty();
    }
  }

  @Test
  void nothingIsTakenPastTheLimit() throws IOException {
    try (Spool spool = new Spool(10, 25)) {
      assertThat(spool.append(new byte[20], 0, 20)).isEqualTo(20);
      assertThat(spool.append(new byte[20], 0, 20)).isEqualTo(5);
      assertThat(spool.append(new byte[20], 0, 20)).isZero();
      assertThat(spool.size()).isEqualTo(25);
    }
  }

  @Test
  void anInterruptedThreadDoesNotLoseWhatWasTaken() throws IOException {
    try (Spool spool = new Spool(10, 1000)) {
      spool.append(new byte[200], 0, 200);
      Thread.currentThread().interrupt();

      spool.append(new byte[200], 0, 200);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(spool.beginning(1000)).hasSize(400);
    }
  }

  @Test
  void aClosedSpoolTakesNothingAndItsFileIsGone() throws IOException {
    Spool spool = new Spool(10, 1000);
    spool.append(new byte[200], 0, 200);
    spool.close();

    assertThat(spool.append(new byte[1], 0, 1)).isZero();
    assertThatThrownBy(() -> spool.beginning(200)).isInstanceOf(IOException.class);
  }
}
