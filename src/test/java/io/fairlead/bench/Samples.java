package io.fairlead.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Repeated figures of one thing, in the order in which they came. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** The one in the middle, or the mean of the two in the middle. */
  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double maximum() {
    return Collections.max(values);
  }

  double minimum() {
    return Collections.min(values);
  }

  int count() {
    return values.size();
  }
}
