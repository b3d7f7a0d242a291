package io.fairlead.boot;

import java.nio.file.Path;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a failure nobody caught: it is logged under a stable code, and the window lives.
 */
final class CrashReport {

  private static final Logger LOG = LoggerFactory.getLogger(CrashReport.class);

  private CrashReport() {}

  /** Takes the uncaught failures of the FX thread and of all others. */
  static void installOn(Thread fxThread) {
    Thread.UncaughtExceptionHandler handler =
        (thread, failure) ->
            LOG.error("uncaught failure {} on {}", code(failure), thread.getName(), failure);
    fxThread.setUncaughtExceptionHandler(handler);
    Thread.setDefaultUncaughtExceptionHandler(handler);
  }

  /**
   * Writes a failure that ends the program into its log, and says so in one sentence.
   *
   * @param what did not work, as the beginning of the sentence
   */
  static String sentence(String what, Throwable failure, Path data) {
    String code = code(failure);
    // Not as an error: those are printed, and the operator is told in a sentence already.
    LOG.info("{} {}", what, code, failure);
    return what
        + " ("
        + code
        + ", "
        + failure
        + "); "
        + data.resolve("fairlead.0.log")
        + " has more.";
  }

  /** The same for the same failure at the same place, on every machine. */
  static String code(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : trace[0].getClassName() + trace[0].getMethodName();
    return "F-" + HexFormat.of().toHexDigits((failure.getClass().getName() + place).hashCode());
  }
}
