package io.fairlead.ui.callfile;

/**
 * How far a run has come.
 *
 * @param done requests that were answered, or not
 * @param of requests in all
 * @param bad of those done, how many are not as expected
 */
public record Progress(boolean running, int done, int of, int bad) {
  static final Progress NONE = new Progress(false, 0, 0, 0);
}
