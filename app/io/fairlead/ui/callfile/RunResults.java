package io.fairlead.ui.callfile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of requests, the newest run of each. Of all but the newest the bytes of the answers are
 * let go. Safe for use from any thread.
 */
final class RunResults {

  private static final int MOST = 20_000;
  private static final int MOST_REPLIES = 100;

  /** One result and what the request looked like then. */
  record Result(Ran ran, long fingerprint) {}

  private final LinkedHashMap<RequestKey, Result> results = new LinkedHashMap<>();
  private final LinkedHashMap<RequestKey, Boolean> replies = new LinkedHashMap<>();
  private final Map<RequestKey, Standing.Kind> underWay = new HashMap<>();

  /** A request waits for its turn, or is sent. */
  synchronized void put(RequestKey key, Standing.Kind kind) {
    underWay.put(key, kind);
  }

  /** It was answered, or not. */
  synchronized void put(RequestKey key, Ran ran, long fingerprint) {
    underWay.remove(key);
    results.remove(key);
    results.put(key, new Result(ran, fingerprint));
    replies.remove(key);
    replies.put(key, true);
    if (replies.size() > MOST_REPLIES) {
      RequestKey oldest = replies.firstEntry().getKey();
      replies.remove(oldest);
      results.computeIfPresent(
          oldest, (each, old) -> new Result(old.ran().withoutBody(), old.fingerprint()));
    }
    if (results.size() > MOST) {
      results.pollFirstEntry();
    }
  }

  /** Nothing is under way any more. */
  synchronized void stopped() {
    underWay.replaceAll((key, kind) -> Standing.Kind.STOPPED);
  }

  /** Forgets what was stopped, before another run. */
  synchronized void clearStopped() {
    underWay.clear();
  }

  /** The result of a request, if it was run. */
  synchronized Optional<Result> result(RequestKey key) {
    return Optional.ofNullable(results.get(key));
  }

  /** Where a request stands. */
  synchronized Standing standing(RequestFacts facts) {
    Standing.Kind now = underWay.get(facts.key());
    if (now != null) {
      return Standing.of(now);
    }
    Result result = results.get(facts.key());
    return result == null
        ? Standing.NOT_RUN
        : Standing.of(result.ran(), result.fingerprint() != facts.fingerprint());
  }
}
