package io.fairlead.calls.history;

import io.fairlead.model.FunctionRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which calls are wanted; all conditions hold together.
 *
 * @param function part of the function's name or namespace, in any case; empty for every function
 * @param status which endings
 * @param text something that path, query, headers, bodies or failure contain, in any case; empty
 *     for anything
 * @param gateway the gateway's name or URL, whole; empty for every gateway
 * @param since not before
 */
public record HistoryQuery(
    String function, Status status, String text, String gateway, Instant since) {

  /** Every call. */
  public static final HistoryQuery ALL = new HistoryQuery("", new Any(), "", "", Instant.EPOCH);

  /** Which endings are wanted. */
  public sealed interface Status {

    /** Whether an ending is one of them; status 0 is none. */
    boolean matches(int status, boolean isFailed);

    /**
     * What an operator writes: {@code 404}, {@code 4xx}, {@code failed}, or nothing. Empty where it
     * is none of them.
     */
    static Optional<Status> parse(String text) {
      String wanted = text.strip().toLowerCase(Locale.ROOT);
      if (wanted.isEmpty()) {
        return Optional.of(new Any());
      }
      if (wanted.matches("[1-9][0-9]{2}")) {
        return Optional.of(new Exactly(Integer.parseInt(wanted)));
      }
      if (wanted.matches("[1-9](x{1,2}|[0-9]x)?")) {
        int beginning = Integer.parseInt(wanted.replace("x", ""));
        return Optional.of(beginning < 10 ? new OfClass(beginning) : new OfTen(beginning));
      }
      if (wanted.matches("[1-9][0-9]")) {
        return Optional.of(new OfTen(Integer.parseInt(wanted)));
      }
      return "failed".startsWith(wanted) ? Optional.of(new None()) : Optional.empty();
    }
  }

  /** Every ending. */
  public record Any() implements Status {
    @Override
    public boolean matches(int status, boolean isFailed) {
      return true;
    }
  }

  /** One status. */
  public record Exactly(int wanted) implements Status {
    @Override
    public boolean matches(int status, boolean isFailed) {
      return status == wanted;
    }
  }

  /** A class of statuses: 4 for 400 to 499. */
  public record OfClass(int hundreds) implements Status {
    @Override
    public boolean matches(int status, boolean isFailed) {
      return status / 100 == hundreds;
    }
  }

  /** Statuses that begin with two digits: 50 for 500 to 509. */
  public record OfTen(int tens) implements Status {
    @Override
    public boolean matches(int status, boolean isFailed) {
      return status / 10 == tens;
    }
  }

  /** No answer came. */
  public record None() implements Status {
    @Override
    public boolean matches(int status, boolean isFailed) {
      return isFailed;
    }
  }

  public HistoryQuery {
    Objects.requireNonNull(function);
    Objects.requireNonNull(status);
    Objects.requireNonNull(text);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(since);
  }

  /** Calls that contain a text. */
  public static HistoryQuery ofText(String text) {
    return ALL.withText(text);
  }

  /** Calls of one function of one gateway. */
  public static HistoryQuery of(FunctionRef function) {
    return ALL.withFunction(function.qualifiedName());
  }

  /** The same with another function. */
  public HistoryQuery withFunction(String changed) {
    return new HistoryQuery(changed, status, text, gateway, since);
  }

  /** The same with other endings. */
  public HistoryQuery withStatus(Status changed) {
    return new HistoryQuery(function, changed, text, gateway, since);
  }

  /** The same with another text. */
  public HistoryQuery withText(String changed) {
    return new HistoryQuery(function, status, changed, gateway, since);
  }

  /** Whether it leaves no call out. */
  public boolean isEmpty() {
    return equals(ALL);
  }
}
