package io.fairlead.openfaas;

import io.fairlead.model.LogLine;
import java.util.List;
import java.util.Objects;

/**
 * A part of a function's log, in the order in which it came; pods are interleaved (contract 1.5).
 *
 * @param lines at most {@link GatewayClient#MAX_LOG_LINES}, the newest ones
 * @param broken how many lines were no log records
 * @param truncated whether lines are missing because a limit of this console was reached
 * @param end how the answer ended; anything but {@link LogEnd#COMPLETE} means lines may be missing
 */
public record LogSlice(List<LogLine> lines, int broken, boolean truncated, LogEnd end) {

  public LogSlice {
    lines = List.copyOf(lines);
    Objects.requireNonNull(end);
  }
}
