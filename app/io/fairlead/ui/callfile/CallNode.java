package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import java.nio.file.Path;
import java.util.List;

/** One row of the tree of call files. */
public sealed interface CallNode {

  /** What stays the same while the row changes. */
  Object key();

  /** What the row says. */
  String text();

  /** The rows below it. */
  List<CallNode> children();

  /** A folder within the opened one. */
  record Folder(Path key, String text, List<CallNode> children) implements CallNode {}

  /**
   * A file.
   *
   * @param bad requests of it that are not as expected
   */
  record File(Path key, String text, int problems, int bad, List<CallNode> children)
      implements CallNode {}

  /** A request of a file. */
  record Request(RequestFacts facts, Standing standing) implements CallNode {
    @Override
    public RequestKey key() {
      return facts.key();
    }

    @Override
    public String text() {
      return facts.key().name();
    }

    @Override
    public List<CallNode> children() {
      return List.of();
    }
  }

  /** A part of a file that is not understood. */
  record Problem(FileProblem problem) implements CallNode {
    @Override
    public FileProblem key() {
      return problem;
    }

    @Override
    public String text() {
      return problem.explanation();
    }

    @Override
    public List<CallNode> children() {
      return List.of();
    }
  }

  /** What a bound leaves out. */
  record Rest(String key, String text) implements CallNode {
    @Override
    public List<CallNode> children() {
      return List.of();
    }
  }
}
