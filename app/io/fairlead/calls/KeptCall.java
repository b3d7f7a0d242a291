package io.fairlead.calls;

import java.util.List;
import java.util.Objects;

/**
 * A call as it is remembered.
 *
 * @param spec the call; what is missing of it is empty
 * @param gaps what was not kept and is still missing
 */
public record KeptCall(CallSpec spec, List<CallGap> gaps) {

  public KeptCall {
    Objects.requireNonNull(spec);
    gaps = List.copyOf(gaps);
  }

  /** A call of which nothing is missing. */
  public static KeptCall whole(CallSpec spec) {
    return new KeptCall(spec, List.of());
  }
}
