package io.fairlead.metrics;

import org.jspecify.annotations.Nullable;

/** One series as the gateway writes it, and where its numbers go. */
final class RawSeries {

  /** The metrics that are kept (contract 2.1); all others are passed over. */
  enum Kind {
    COMPLETED("gateway_function_invocation_total"),
    BUCKET("gateway_functions_seconds_bucket"),
    STARTED("gateway_function_invocation_started"),
    IN_FLIGHT("gateway_function_invocation_inflight"),
    DESIRED("gateway_service_count"),
    READY("gateway_service_ready_count");

    private static final Kind[] ALL = values();

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    static @Nullable Kind of(Sample sample) {
      for (Kind kind : ALL) {
        if (sample.isNamed(kind.name)) {
          return kind;
        }
      }
      return null;
    }
  }

  final byte[] text;
  final int hash;
  final Kind kind;

  /** The function's tracks; null where the bound leaves it out. */
  final @Nullable FunctionTracks function;

  /** Where a counter's growth goes, for the function and for the gateway. */
  final @Nullable Track own;

  final @Nullable Track total;
  double last;
  long seen = -1;

  RawSeries(
      byte[] text,
      int hash,
      Kind kind,
      @Nullable FunctionTracks function,
      @Nullable Track own,
      @Nullable Track total) {
    this.text = text;
    this.hash = hash;
    this.kind = kind;
    this.function = function;
    this.own = own;
    this.total = total;
  }

  /**
   * What a counter grew by: a smaller value, or one after an absence, is a restart that began at
   * zero.
   */
  double increaseTo(double value, long index) {
    return value < last || seen != index - 1 ? value : value - last;
  }
}
