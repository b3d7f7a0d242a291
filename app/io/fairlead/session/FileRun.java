package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.file.Environment;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.net.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Runs calls of files against one gateway, one after another, and remembers their answers for those
 * that refer to them.
 *
 * <p>Blocks the calling (virtual) thread; safe for use from many.
 */
public final class FileRun {

  private final GatewaySession session;
  private final AsyncInbox inbox;

  /** A run that has not begun. */
  public FileRun(GatewaySession session, AsyncInbox inbox) {
    this.session = session;
    this.inbox = inbox;
  }

  /** Why a call could not be sent as it is written: variables and files that are not there. */
  public List<FileProblem> check(FileCall call, Environment environment) {
    return List.of();
  }

  /** Sends a call, waits for its answer, or its callback, and compares it. */
  public FileOutcome run(FileCall call, Environment environment, Scope scope) {
    return new FileOutcome(
        call,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(session.connection().name() + inbox.note()));
  }
}
