package io.fairlead.support;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.calls.history.MadeCall;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import okio.ByteString;

/**
 * A history in a process of its own, so that a test can kill it: records calls, prints after each
 * how many are kept, and stays.
 */
public final class HistoryProcess {

  private HistoryProcess() {}

  /** Arguments: the folder, and how many calls. */
  public static void main(String[] arguments) throws InterruptedException {
    CallHistory history =
        CallHistory.in(Path.of(arguments[0]), Clock.systemUTC(), (delay, task) -> {});
    history.open();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      record(history, i, 1);
      System.out.println(i + 1);
    }
    new CountDownLatch(1).await();
  }

  /** Records calls of functions that are called f and a number, and waits until they are kept. */
  public static void record(CallHistory history, int first, int calls) {
    for (int i = first; i < first + calls; i++) {
      history.record(made(i));
    }
    if (!history.awaitWritten(Duration.ofSeconds(10))) {
      throw new AssertionError("the history does not come to its end");
    }
  }

  private static MadeCall made(int number) {
    ByteString body = ByteString.encodeUtf8(("answer " + number + " ").repeat(200));
    return new MadeCall(
        Instant.now(),
        new HistoryEntry.Origin("Local", "local", "http://127.0.0.1:8080"),
        CallSpec.of(new FunctionRef(new GatewayId("local"), "openfaas-fn", "f" + number)),
        MadeCall.Sample.NONE,
        Optional.of(
            new MadeCall.Reply(
                200,
                List.of(new Header("Content-Type", "text/plain")),
                new MadeCall.Sample(body, body.size()),
                "")),
        Optional.empty(),
        Producer.FUNCTION,
        Duration.ofMillis(5),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** Starts it with this build's classes; what it prints is to be read from the process. */
  public static Process start(Path folder, int calls) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HistoryProcess.class.getName(),
            folder.toString(),
            String.valueOf(calls))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
