package io.fairlead.calls;

import io.fairlead.calls.CallbackConnection.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Inboxes as tests of other packages need them: with little patience, or with a folder. */
public final class InboxOf {

  private InboxOf() {}

  /** One that gives a connection so long for its headers, for each silence, and twice in all. */
  public static AsyncInbox patience(Duration each, Clock clock) {
    return new AsyncInbox(
        CallbackBook.inMemory(),
        new AsyncInbox.Limits(2_000, 64 * 1024, 1 << 20, Duration.ofHours(1)),
        clock,
        null,
        new Patience(each, each, each.multipliedBy(2)));
  }

  /** One that keeps its pending calls in a folder. */
  public static AsyncInbox in(Path folder, Clock clock) {
    return AsyncInbox.in(folder, clock);
  }
}
