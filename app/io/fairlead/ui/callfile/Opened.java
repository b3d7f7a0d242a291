package io.fairlead.ui.callfile;

import java.nio.file.Path;
import java.util.List;

/** What stands in the place of the tree. */
public sealed interface Opened {

  /** No folder is open. */
  record None() implements Opened {}

  /** A folder is being looked at for the first time. */
  record Looking(Path folder) implements Opened {}

  /** It is not there, or no longer. */
  record Gone(Path folder) implements Opened {}

  /** It cannot be read. */
  record Unreadable(Path folder, String why) implements Opened {}

  /**
   * What it holds.
   *
   * @param files how many
   * @param notes what the operator should know of them, a sentence each
   */
  record Present(Path folder, List<CallNode> nodes, int files, List<String> notes)
      implements Opened {}
}
