package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a function's log are wanted (contract 1.5, logs).
 *
 * <p>Without {@code since} both providers look back five minutes only.
 *
 * @param function whose log
 * @param tail how many of the newest lines; 0 for all. Kubernetes counts per pod
 * @param since lines from here on; null for the provider's own look-back
 * @param instance one pod or process; empty for all. faas-netes and faasd CE ignore it
 */
public record LogQuery(FunctionRef function, int tail, @Nullable Instant since, String instance) {

  public LogQuery {
    Objects.requireNonNull(function);
    Objects.requireNonNull(instance);
    if (tail < 0) {
      throw new IllegalArgumentException("tail " + tail);
    }
  }

  /** Everything that the provider gives without being asked for more. */
  public static LogQuery of(FunctionRef function) {
    return new LogQuery(function, 0, null, "");
  }

  /** The same with another number of lines; 0 for all. */
  public LogQuery withTail(int lines) {
    return new LogQuery(function, lines, since, instance);
  }

  /** The same from another time on. */
  public LogQuery withSince(@Nullable Instant from) {
    return new LogQuery(function, tail, from, instance);
  }
}
