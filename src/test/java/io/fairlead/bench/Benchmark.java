package io.fairlead.bench;

import java.util.List;

/** A group of figures that are measured together, in the JVM of {@link Benchmarks}. */
public interface Benchmark {

  /** The group's name, a prefix of its figures' names. */
  String group();

  /** Measures. Takes as long as it needs; leaves no window, thread or file behind. */
  List<Measurement> run() throws Exception;
}
