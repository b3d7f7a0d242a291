package io.fairlead.ui.callfile;

import java.util.Objects;

/**
 * What is shown of a request without running it.
 *
 * @param line where it begins, counted from 1
 * @param target as it is written, variables and all
 * @param expectations how many it has
 * @param fingerprint of its text: differs when that was changed
 */
public record RequestFacts(
    RequestKey key,
    int line,
    String method,
    String target,
    boolean async,
    int expectations,
    long fingerprint) {
  public RequestFacts {
    Objects.requireNonNull(key);
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
  }
}
