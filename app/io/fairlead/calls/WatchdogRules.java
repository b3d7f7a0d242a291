package io.fairlead.calls;

import static io.fairlead.calls.TimeoutFinding.seconds;

import io.fairlead.calls.TimeoutXray.Confidence;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a watchdog ends a call at its {@code exec_timeout}, by its mode (recordings
 * 40-invoke-timeout-http, -serializing, -streaming and 40-invoke-classic-timeout).
 */
final class WatchdogRules {

  /** A Go duration of hours, minutes, seconds or milliseconds, as {@code X-Timeout} has it. */
  private static final Pattern GO_DURATION =
      Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+)ms)?");

  private final TimeoutSigns signs;
  private final Function<Confidence, TimeoutFinding> finding;

  WatchdogRules(TimeoutSigns signs, Function<Confidence, TimeoutFinding> finding) {
    this.signs = signs;
    this.finding = finding;
  }

  /** What a watchdog says by itself, whatever the time. */
  Optional<TimeoutXray> said() {
    String internal = signs.header("X-OpenFaaS-Internal").toLowerCase(Locale.ROOT);
    if (internal.equals("of-watchdog") && signs.status() == 504) {
      return Optional.of(saysSo());
    }
    if (signs.status() == 408 && signs.body().startsWith("Killed process.")) {
      return Optional.of(classic());
    }
    if (signs.status() == 500 && signs.body().strip().equals("signal: killed")) {
      return Optional.of(killed());
    }
    return Optional.empty();
  }

  private TimeoutXray saysSo() {
    return found(
            Confidence.CERTAIN,
            "The watchdog answered 504 after "
                + own()
                + ": the function had not answered within its exec_timeout.")
        .xray();
  }

  private TimeoutXray classic() {
    return found(
            Confidence.CERTAIN,
            "The classic watchdog stopped the process because its exec_timeout was over. It says so"
                + " only when the process has ended, so the limit may be shorter than "
                + seconds(signs.waited())
                + ".")
        .xray();
  }

  private TimeoutXray killed() {
    boolean round = ownTime().map(WatchdogRules::isWhole).orElse(signs.endedAtWholeSecond());
    return found(
            round ? Confidence.LIKELY : Confidence.POSSIBLE,
            "The process was killed after " + own() + ", as the watchdog does at its exec_timeout.")
        .unless(
            "The kernel killed it for want of memory, which looks the same.",
            "The container's last state says OOMKilled; compare with the function's memory limit.")
        .xray();
  }

  private TimeoutFinding found(Confidence confidence, String explanation) {
    return finding.apply(confidence).explained(explanation).advised(advice()).setBy(setting());
  }

  private TimeoutSetting setting() {
    return signs.asked().isEmpty()
        ? TimeoutLayer.WATCHDOG.setting()
        : TimeoutSetting.everywhere("X-Timeout", "the headers of this call", signs.asked());
  }

  private String advice() {
    String rule = " " + TimeoutXray.RULE;
    return signs.asked().isEmpty()
        ? "Raise exec_timeout, with read_timeout and write_timeout, in the function's environment"
            + " and deploy it again."
            + rule
        : "The call itself asked for X-Timeout: "
            + signs.asked()
            + "; raise or remove that header, then the function's exec_timeout counts."
            + rule;
  }

  /**
   * A watchdog in streaming mode has sent its 200 before its limit is over: what comes then is the
   * same as an answer that is whole.
   */
  Optional<TimeoutXray> streamed() {
    boolean streaming =
        signs.status() >= 200
            && signs.status() < 300
            && !signs.queued()
            && signs.header("X-Duration-Seconds").isEmpty();
    Optional<Duration> asked = duration(signs.asked());
    boolean atAsked =
        asked.map(limit -> Math.abs(signs.waited().minus(limit).toMillis()) <= 500).orElse(false);
    boolean fits = asked.isPresent() ? atAsked : signs.endedAt(30) || signs.endedAtWholeSecond();
    if (!streaming || !fits || signs.header("Content-Type").startsWith("text/event-stream")) {
      return Optional.empty();
    }
    return Optional.of(
        found(
                atAsked ? Confidence.LIKELY : Confidence.POSSIBLE,
                "The answer ended after "
                    + seconds(signs.waited())
                    + " and no watchdog timed it. A watchdog in streaming mode that stops a process"
                    + " at its exec_timeout leaves a good status and the part that was written.")
            .unless(
                "The answer is whole and the function simply took that long.",
                "Whether the end of the body is the end that the function writes; its log.")
            .xray());
  }

  /** What the watchdog measured. */
  private Optional<Duration> ownTime() {
    String text = signs.header("X-Duration-Seconds");
    return text.matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9)))
        : Optional.empty();
  }

  private String own() {
    return seconds(ownTime().orElse(signs.waited()));
  }

  private static boolean isWhole(Duration time) {
    return time.toMillis() >= 1000 && time.toMillis() % 1000 <= 50;
  }

  private static Optional<Duration> duration(String text) {
    Matcher parts = GO_DURATION.matcher(text.strip());
    if (text.isBlank() || !parts.matches()) {
      return Optional.empty();
    }
    double seconds =
        number(parts, 1) * 3600 + number(parts, 2) * 60 + number(parts, 3) + number(parts, 4) / 1e3;
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static double number(Matcher parts, int group) {
    String text = parts.group(group);
    return text == null ? 0 : Double.parseDouble(text);
  }
}
