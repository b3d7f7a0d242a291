package io.fairlead.ui.callfile;

import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import java.nio.file.Path;
import java.util.List;

/** Reads call files and runs what is in them. Blocks; safe for use from any thread. */
public interface CallEngine {

  /** One run: its requests may build on what earlier ones were answered. */
  interface Run {
    /** Sends a request and judges the answer; a request that is gone meanwhile fails. */
    Ran run(RequestKey request);
  }

  /** Reads a file as it is now; what cannot be read is a problem of the reading. */
  FileReading read(Path file);

  /**
   * The environments that a folder offers.
   *
   * @param files those that were found in it
   */
  EnvironmentReading environments(Path folder, List<Path> files);

  /**
   * Begins a run.
   *
   * @param folder the opened folder, beyond which no environment is looked for
   * @param environment its name; empty for none
   * @param scope closing it cancels what is under way
   */
  Run begin(Path folder, String environment, GatewaySession gateway, Scope scope);
}
