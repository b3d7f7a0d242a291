package io.fairlead.bench;

import java.util.List;

/** A group of measurements. */
public interface Benchmark {

  /** What the group is about. */
  String group();

  /** Measures. */
  List<Measurement> run() throws Exception;
}
