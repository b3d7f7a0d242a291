package io.fairlead.calls.probe;

/** What can be wrong with one call of a probe. */
public enum ProbeError {
  /** No connection came about. */
  CONNECT,
  /** The connection was reset, or closed before any answer. */
  RESET,
  /** No whole answer within the time-out. */
  TIMEOUT,
  /** The answer ended before its length or its last chunk. */
  TRUNCATED,
  /** What came is not HTTP. */
  MALFORMED,
  /** A whole answer with a status of 400 to 499. */
  CLIENT_STATUS,
  /** A whole answer with a status of 500 or more. */
  SERVER_STATUS,
  /** Not sent: as many connections as the ceiling allows were busy when it was due. */
  NOT_SENT
}
