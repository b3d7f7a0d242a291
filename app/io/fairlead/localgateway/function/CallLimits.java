package io.fairlead.localgateway.function;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function's environment says about its capacity, in the watchdog's own variables.
 *
 * @param maxInflight calls that one replica serves at a time ({@code max_inflight})
 * @param maxQueue calls that wait for a replica ({@code max_queue}); beyond it 429
 * @param execTimeout the longest call ({@code exec_timeout}); beyond it 504
 * @param startDelay from start to ready ({@code start_delay})
 */
public record CallLimits(int maxInflight, int maxQueue, Duration execTimeout, Duration startDelay) {

  /** Calls that a replica serves at a time when {@code max_inflight} is not set. */
  public static final int DEFAULT_INFLIGHT = 100;

  /** Calls that wait when neither {@code max_inflight} nor {@code max_queue} is set. */
  public static final int DEFAULT_QUEUE = 500;

  /** The most that may be set for calls at a time and for calls that wait. */
  public static final int MOST = 10_000;

  private static final Duration DEFAULT_EXEC_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Reads an environment. With {@code max_inflight} alone nothing waits: a busy replica answers 429
   * at once, as the watchdog does (recording 40-invoke-max-inflight).
   */
  public static CallLimits of(Map<String, String> environment, Duration usualStartDelay) {
    int inflight = number(environment.get("max_inflight"), 0);
    int queue = number(environment.get("max_queue"), inflight > 0 ? 0 : DEFAULT_QUEUE);
    Duration exec = GoDuration.parse(environment.get("exec_timeout")).orElse(DEFAULT_EXEC_TIMEOUT);
    return new CallLimits(
        inflight > 0 ? inflight : DEFAULT_INFLIGHT,
        queue,
        exec.isZero() ? DEFAULT_EXEC_TIMEOUT : exec,
        GoDuration.parse(environment.get("start_delay")).orElse(usualStartDelay));
  }

  private static int number(@Nullable String text, int otherwise) {
    if (text == null || text.isEmpty() || text.length() > 9) {
      return otherwise;
    }
    try {
      return Math.clamp(Integer.parseInt(text), 0, MOST);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }
}
