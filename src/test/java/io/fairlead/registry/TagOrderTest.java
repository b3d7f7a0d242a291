package io.fairlead.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TagOrderTest {

  private static final List<String> NEWEST_FIRST =
      List.of(
          "latest",
          "20260101",
          "v10.0",
          "2.0.0",
          "2.0.0-rc10",
          "2.0.0-rc9",
          "2.0.0-alpine",
          "1.10.1",
          "1.10",
          "v1.9.2",
          "1.9.1",
          "1.9",
          "1",
          "0.27.14",
          "0.27.4",
          "9fceb02",
          "dev",
          "master",
          "stable");

  @Test
  void theNewestLookingTagComesFirst() {
    List<String> tags = new ArrayList<>(NEWEST_FIRST);
    Collections.shuffle(tags, new Random(7));

    assertThat(tags.stream().sorted(new TagOrder())).containsExactlyElementsOf(NEWEST_FIRST);
  }

  @Test
  void itIsATotalOrder() {
    List<String> tags = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      StringBuilder tag = new StringBuilder();
      int length = 1 + random.nextInt(6);
      for (int j = 0; j < length; j++) {
        tag.append("01v.-rc".charAt(random.nextInt(7)));
      }
      tags.add(tag.toString());
    }
    TagOrder order = new TagOrder();
    for (String a : tags) {
      for (String b : tags) {
        assertThat(Integer.signum(order.compare(a, b)))
            .isEqualTo(-Integer.signum(order.compare(b, a)));
        assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
        for (String c : tags) {
          if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
            assertThat(order.compare(a, c)).as("%s %s %s", a, b, c).isNegative();
          }
        }
      }
    }
  }
}
