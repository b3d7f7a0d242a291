package io.fairlead.ui.callfile;

/**
 * Where a request stands.
 *
 * @param held expectations that held
 * @param of expectations in all
 * @param stale whether its text was changed since
 */
public record Standing(Kind kind, int held, int of, boolean stale) {

  /** In which way. */
  public enum Kind {
    NOT_RUN,
    WAITING,
    RUNNING,
    /** Everything that was expected came, or an answer where nothing was expected. */
    HELD,
    /** Something else came than was expected. */
    FAILED,
    NO_ANSWER,
    STOPPED
  }

  static final Standing NOT_RUN = of(Kind.NOT_RUN);

  static Standing of(Kind kind) {
    return new Standing(kind, 0, 0, false);
  }

  /** By what came of it. */
  static Standing of(Ran ran, boolean stale) {
    int held = ran.held();
    int all = ran.verdicts().size();
    if (ran.failure().isPresent()) {
      return new Standing(Kind.NO_ANSWER, held, all, stale);
    }
    return new Standing(held == all ? Kind.HELD : Kind.FAILED, held, all, stale);
  }

  /** Whether it is as it should not be. */
  boolean isBad() {
    return kind == Kind.FAILED || kind == Kind.NO_ANSWER;
  }
}
