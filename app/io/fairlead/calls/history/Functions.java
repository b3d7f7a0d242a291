package io.fairlead.calls.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The functions that were called, each numbered once; from one thread at a time. */
final class Functions {

  /** A function of a gateway. */
  record Called(String gateway, String url, String function) {

    static Called of(HistoryEntry entry) {
      return new Called(
          entry.origin().name(),
          entry.origin().url(),
          entry.call().spec().function().qualifiedName());
    }
  }

  private final Map<Called, Integer> numbers = new HashMap<>();
  private final List<Called> called = new ArrayList<>();

  int numberOf(Called one) {
    return numbers.computeIfAbsent(
        one,
        added -> {
          called.add(added);
          return called.size() - 1;
        });
  }

  Called get(int number) {
    return called.get(number);
  }

  /** Which of them a query wants, by number. */
  boolean[] matching(Predicate<Called> wanted) {
    boolean[] matching = new boolean[called.size()];
    for (int i = 0; i < matching.length; i++) {
      matching[i] = wanted.test(called.get(i));
    }
    return matching;
  }
}
