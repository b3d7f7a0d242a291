package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeEnd;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeTerms;
import io.fairlead.ui.fx.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How hard and how long, as it is typed; on the FX thread. */
final class ProbeForm {

  private static final ProbePlan.Ceiling CEILING = ProbePlan.Ceiling.DEFAULT;

  /** What the fields come to: terms, or what is wrong with them. */
  private record Reading(Optional<ProbeTerms> terms, String problem) {
    static Reading problem(String text) {
      return new Reading(Optional.empty(), text);
    }
  }

  private final BooleanProperty workers = new SimpleBooleanProperty();
  private final BooleanProperty counted = new SimpleBooleanProperty();
  private final StringProperty amount = new SimpleStringProperty("20");
  private final StringProperty length = new SimpleStringProperty("10");
  private final StringProperty warmUp = new SimpleStringProperty("0");
  private final StringProperty timeout = new SimpleStringProperty("10");
  private final StringBinding problem =
      Bindings.createStringBinding(
          () -> read().problem(), workers, counted, amount, length, warmUp, timeout);

  /** Whether workers call as fast as they are answered, instead of a constant rate. */
  BooleanProperty workersProperty() {
    return workers;
  }

  /** Whether it ends after a number of requests, instead of a time. */
  BooleanProperty countedProperty() {
    return counted;
  }

  /** Calls per second, or workers. */
  StringProperty amountProperty() {
    return amount;
  }

  /** Seconds, or requests. */
  StringProperty lengthProperty() {
    return length;
  }

  /** Seconds. */
  StringProperty warmUpProperty() {
    return warmUp;
  }

  /** Seconds for one call. */
  StringProperty timeoutProperty() {
    return timeout;
  }

  /** What is wrong with what is typed; empty where nothing is. */
  StringBinding problemBinding() {
    return problem;
  }

  /** What is typed, where it makes sense. */
  Optional<ProbeTerms> terms() {
    return read().terms();
  }

  private Reading read() {
    Optional<BigDecimal> much = number(amount.get());
    double most = workers.get() ? CEILING.connections() : CEILING.rate();
    if (!isWithin(much, workers.get() ? 1 : 0.01, most)
        || (workers.get() && !isWhole(much.get()))) {
      return Reading.problem(
          workers.get()
              ? Texts.of("probe.bad-workers", CEILING.connections())
              : Texts.of("probe.bad-rate", (long) CEILING.rate()));
    }
    Optional<BigDecimal> until = number(length.get());
    if (counted.get()
        ? !isWithin(until, 1, (double) CEILING.requests()) || !isWhole(until.get())
        : !isWithin(until, 0.1, (double) CEILING.time().toSeconds())) {
      return Reading.problem(
          counted.get()
              ? Texts.of("probe.bad-count", CEILING.requests())
              : Texts.of("probe.bad-time", CEILING.time().toSeconds()));
    }
    Optional<BigDecimal> warming = number(warmUp.get());
    if (!isWithin(warming, 0, 600)) {
      return Reading.problem(Texts.of("probe.bad-warm-up"));
    }
    Optional<BigDecimal> patience = number(timeout.get());
    if (!isWithin(patience, 0.001, 3600)) {
      return Reading.problem(Texts.of("probe.bad-timeout"));
    }
    ProbeLoad load =
        workers.get()
            ? new ProbeLoad.Workers(much.get().intValueExact())
            : new ProbeLoad.Rate(much.get().doubleValue());
    ProbeEnd end =
        counted.get()
            ? new ProbeEnd.Count(until.get().longValueExact())
            : new ProbeEnd.After(seconds(until.get()));
    return new Reading(
        Optional.of(
            new ProbeTerms(load, end, seconds(warming.get()), seconds(patience.get()), CEILING)),
        "");
  }

  private static Optional<BigDecimal> number(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.length() > 12) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(digits.replace(',', '.')));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean isWithin(Optional<BigDecimal> number, double least, double most) {
    return number
        .filter(value -> value.doubleValue() >= least && value.doubleValue() <= most)
        .isPresent();
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
