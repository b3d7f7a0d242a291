package io.fairlead.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What came of an attempt: a value, or the failure that stands in its place.
 *
 * @param <T> what was attempted
 */
public sealed interface Outcome<T> {

  /** It worked. */
  record Ok<T>(T value) implements Outcome<T> {
    public Ok {
      Objects.requireNonNull(value);
    }
  }

  /** It did not. */
  record Failed<T>(Failure failure) implements Outcome<T> {
    public Failed {
      Objects.requireNonNull(failure);
    }
  }

  /** A success. */
  static <T> Outcome<T> ok(T value) {
    return new Ok<>(value);
  }

  /** A failure. */
  static <T> Outcome<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** The value of a success. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Ok<T> ok -> Optional.of(ok.value());
      case Failed<T> ignored -> Optional.empty();
    };
  }

  /** The failure, if it is one. */
  default Optional<Failure> toFailure() {
    return switch (this) {
      case Ok<T> ignored -> Optional.empty();
      case Failed<T> failed -> Optional.of(failed.failure());
    };
  }

  /** Converts the value of a success. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Ok<T> ok -> new Ok<>(change.apply(ok.value()));
      case Failed<T> failed -> new Failed<>(failed.failure());
    };
  }

  /** Goes on with the value of a success. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Ok<T> ok -> next.apply(ok.value());
      case Failed<T> failed -> new Failed<>(failed.failure());
    };
  }

  /** Hands the outcome to one of two receivers. */
  default void either(Consumer<? super T> onValue, Consumer<Failure> onFailure) {
    switch (this) {
      case Ok<T> ok -> onValue.accept(ok.value());
      case Failed<T> failed -> onFailure.accept(failed.failure());
    }
  }
}
