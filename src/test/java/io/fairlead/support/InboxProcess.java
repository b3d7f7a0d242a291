package io.fairlead.support;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * An inbox in a process of its own, so that a test can kill it: registers calls in a data folder,
 * prints a line {@code ID URL} for each, and stays.
 */
public final class InboxProcess {

  private InboxProcess() {}

  /** Arguments: the folder, and how many calls. */
  public static void main(String[] arguments) throws InterruptedException {
    AsyncInbox inbox = AsyncInbox.in(Path.of(arguments[0]), Clock.systemUTC());
    FunctionRef function = new FunctionRef(new GatewayId("g"), "openfaas-fn", "echo");
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      AsyncInbox.Ticket ticket = inbox.register(function).toOptional().orElseThrow();
      inbox.accepted(ticket.callId(), null);
      System.out.println(ticket.callId() + " " + ticket.callbackUrl());
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  /** Starts it with this build's classes; what it prints is to be read from the process. */
  public static Process start(Path folder, int calls) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            InboxProcess.class.getName(),
            folder.toString(),
            String.valueOf(calls))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
