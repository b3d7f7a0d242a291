package io.fairlead.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value together with how it is known; a gateway may not return what it accepted (contract 0.2),
 * so "unknown" is a value of its own and never stands for empty.
 *
 * @param <T> what is known
 */
public sealed interface Known<T> {

  /** The gateway said so in its last answer. */
  record Live<T>(T value) implements Known<T> {
    public Live {
      Objects.requireNonNull(value);
    }
  }

  /** This console sent it, at that time, and nothing has contradicted it since. */
  record Journal<T>(T value, Instant at) implements Known<T> {
    public Journal {
      Objects.requireNonNull(value);
      Objects.requireNonNull(at);
    }
  }

  /** A file of the operator says so. */
  record FromFile<T>(T value, Path file) implements Known<T> {
    public FromFile {
      Objects.requireNonNull(value);
      Objects.requireNonNull(file);
    }
  }

  /** Nobody told. */
  record Unknown<T>() implements Known<T> {}

  /** A value that the gateway returned. */
  static <T> Known<T> live(T value) {
    return new Live<>(value);
  }

  /** No value. */
  static <T> Known<T> unknown() {
    return new Unknown<>();
  }

  /** The value, whoever told it; empty when unknown. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Live<T> live -> Optional.of(live.value());
      case Journal<T> journal -> Optional.of(journal.value());
      case FromFile<T> file -> Optional.of(file.value());
      case Unknown<T> ignored -> Optional.empty();
    };
  }

  /** The value, or another one when unknown. */
  default T orElse(T other) {
    return toOptional().orElse(other);
  }

  /** Whether anybody told. */
  default boolean isKnown() {
    return !(this instanceof Unknown<T>);
  }

  /** The same origin with a converted value. */
  default <R> Known<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Live<T> live -> new Live<>(change.apply(live.value()));
      case Journal<T> journal -> new Journal<>(change.apply(journal.value()), journal.at());
      case FromFile<T> file -> new FromFile<>(change.apply(file.value()), file.file());
      case Unknown<T> ignored -> new Unknown<>();
    };
  }
}
