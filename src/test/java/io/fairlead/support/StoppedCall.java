package io.fairlead.support;

import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Reception;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stops a call at a stage and measures how long that takes. */
public final class StoppedCall {

  /** Long enough for the call to hang where it is to hang. */
  private static final long SETTLED = 50_000_000;

  private StoppedCall() {}

  /**
   * What came of it.
   *
   * @param took from the word until the call had ended
   */
  public record Stop(CallResult result, Duration took) {}

  /** Sends the call and stops it once it is at that stage. */
  public static Stop stop(String url, CallSpec spec, Stage stage) {
    BlockingQueue<CallResult> results = new ArrayBlockingQueue<>(1);
    Scope call = new Scope("call");
    try (Scope runner = new Scope("runner")) {
      Reception reception = Reception.inMemory();
      Sender sender = new Sender(Clients.of(url), InstantSource.system());
      runner.run(() -> results.add(sender.send(spec, reception, call)));
      Await.until("it comes to " + stage, () -> reception.stage() == stage);
      LockSupport.parkNanos(SETTLED);
      long began = System.nanoTime();
      call.close();
      CallResult result = results.poll(10, TimeUnit.SECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (result == null) {
        throw new AssertionError("the call did not end");
      }
      return new Stop(result, took);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      call.close();
    }
  }
}
