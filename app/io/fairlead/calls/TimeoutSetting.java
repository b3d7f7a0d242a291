package io.fairlead.calls;

import io.fairlead.openfaas.Edition;
import java.util.Objects;

/**
 * The setting behind one limit of the chain of time-outs, and what it is where nobody changed it
 * (contract 1.9). No gateway tells its present value.
 *
 * @param name as it is written where it is set
 * @param place where that is
 * @param inCode its default in the program itself
 * @param inChart its default in the Helm chart
 * @param onFaasd its default on faasd
 */
public record TimeoutSetting(
    String name, String place, String inCode, String inChart, String onFaasd) {

  public TimeoutSetting {
    Objects.requireNonNull(name);
    Objects.requireNonNull(place);
    Objects.requireNonNull(inCode);
    Objects.requireNonNull(inChart);
    Objects.requireNonNull(onFaasd);
  }

  /** A setting whose default is the same everywhere. */
  static TimeoutSetting everywhere(String name, String place, String value) {
    return new TimeoutSetting(name, place, value, value, value);
  }

  /** What it usually is on a gateway of this edition: a value with its unit, or "none". */
  public String usual(Edition edition) {
    if (edition.isKubernetes()) {
      return inChart;
    }
    return edition.isFaasd() ? onFaasd : inCode;
  }
}
