package io.fairlead.calls.probe;

/** The part of a probe that makes its calls. */
interface Calling extends AutoCloseable {

  /** Makes the calls of a course and counts them; returns when it is over. Blocks. */
  void run(Course course, Tally tally);

  /** Lets {@link #run} notice at once that the course was stopped; from any thread. */
  void wake();

  /** Calls under way; from any thread. */
  int inFlight();

  /** Releases its connections; {@link #run} has returned or was never called. */
  @Override
  void close();
}
