package io.fairlead.openfaas;

/** How a log stream ended. */
public enum LogEnd {
  /** The gateway sent its last chunk. */
  COMPLETE,
  /**
   * The gateway closed the connection in the middle, as it does when its write time-out is over,
   * after about 60 s (contract 0.21; recordings 80-logs-follow-write-timeout,
   * 60-logs-follow-until-timeout). Wait a moment, open again with {@code since}, and drop what was
   * seen.
   */
  CUT_BY_GATEWAY,
  /** The scope was closed here. */
  CLOSED,
  /** Nothing came for longer than {@link Timeouts#silence()}: the connection may be dead. */
  SILENT,
  /** This console had read as much as it keeps of one answer. */
  LIMIT
}
