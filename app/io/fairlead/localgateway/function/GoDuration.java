package io.fairlead.localgateway.function;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A duration as OpenFaaS writes it: {@code 200ms}, {@code 1m30s}, or whole seconds. */
public final class GoDuration {

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|ns|h|m|s)");
  private static final Duration LONGEST = Duration.ofDays(1);

  private GoDuration() {}

  /** Reads one; empty when it is none. At most a day. */
  public static Optional<Duration> parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    if (text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(shortest(Duration.ofSeconds(Long.parseLong(text))));
    }
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      double nanos = Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
      sum = sum.plusNanos((long) nanos);
      end = part.end();
    }
    return end == text.length() ? Optional.of(shortest(sum)) : Optional.empty();
  }

  private static Duration shortest(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "h" -> 3600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "us" -> 1e3;
      default -> 1;
    };
  }
}
