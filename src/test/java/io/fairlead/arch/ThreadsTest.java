package io.fairlead.arch;

import static io.fairlead.arch.Compiled.calls;
import static io.fairlead.arch.Compiled.uses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Who may start threads, wait, print and exit. The lists are exact: a class that no longer does
 * what it is listed for fails the test too.
 */
class ThreadsTest {

  private static final Map<String, String> STARTS_THREADS =
      Map.of(
          "net.Scope", "owns the virtual threads of everything that can be cancelled",
          "session.SystemTimer", "is the clock that polling is injected with",
          "localgateway.LocalGateway", "starts the replicas of its functions",
          "localgateway.http.LoopbackServer", "serves each request on a thread of its own",
          "localgateway.invoke.AsyncQueue", "is the queue's worker",
          "localgateway.invoke.Deadlines", "ends calls that take too long",
          "calls.probe.MeasuredRun", "makes the calls of a probe beside everything else",
          "cli.ProbeCommand", "prints the figures in the hook of the process' end",
          "boot.LocalGatewayRun", "closes the gateway in the hook of the process' end");

  private static final Map<String, String> WAITS =
      Map.of(
          "localgateway.sample.BehaviourSamples", "the function sleep sleeps",
          "localgateway.sample.EchoSample", "the function echo may answer late and in events",
          "localgateway.sample.SampleRuntime", "a replica takes its start_delay",
          "calls.probe.EventLoop", "makes each call at its time",
          "calls.probe.SecureCalling", "makes each call at its time",
          "boot.SnapshotTour", "paces the calls behind the pictures");

  @Test
  void onlyTheDoorHandsWorkToTheFxThread() {
    only(
        List.of("ui.fx.FxDoor"),
        calls("javafx.application.Platform", "runLater", "requestNextPulse"));
  }

  @Test
  void onlyListedClassesStartThreads() {
    only(
        STARTS_THREADS.keySet(),
        calls(
                "java.lang.Thread",
                "<init>",
                "start",
                "ofVirtual",
                "ofPlatform",
                "startVirtualThread")
            .or(uses("java.util.concurrent.Executors"))
            .or(uses("java.util.concurrent.ThreadPoolExecutor"))
            .or(uses("java.util.concurrent.ScheduledThreadPoolExecutor"))
            .or(uses("java.util.concurrent.ForkJoinPool"))
            .or(uses("java.util.Timer"))
            .or(calls("java.util.Collection", "parallelStream")));
  }

  @Test
  void nobodyUsesFuturesOrTasksOfTheToolkit() {
    only(
        List.of(),
        uses("java.util.concurrent.CompletableFuture")
            .or(uses("javafx.concurrent.Task"))
            .or(uses("javafx.concurrent.Service")));
  }

  @Test
  void onlyListedClassesWaitForTimeToPass() {
    only(
        WAITS.keySet(),
        calls("java.lang.Thread", "sleep")
            .or(calls("java.util.concurrent.TimeUnit", "sleep"))
            .or(calls("java.util.concurrent.locks.LockSupport", "park", "parkNanos", "parkUntil")));
  }

  @Test
  void onlyBootAndTheCommandLinePrint() {
    onlyBelow(
        List.of("boot", "cli"),
        calls("java.lang.System", "out", "err")
            .or(access -> access.getTarget().getName().equals("printStackTrace")));
  }

  @Test
  void onlyBootEndsTheProcess() {
    onlyBelow(
        List.of("boot"),
        calls("java.lang.System", "exit").or(calls("java.lang.Runtime", "exit", "halt")));
  }

  private static void onlyBelow(List<String> packages, Predicate<JavaAccess<?>> wanted) {
    Map<String, List<String>> found = Compiled.places(wanted);
    assertThat(found).isNotEmpty();
    found.keySet().removeIf(type -> packages.contains(type.replaceFirst("\\..*", "")));
    assertThat(found).isEmpty();
  }

  private static void only(Iterable<String> listed, Predicate<JavaAccess<?>> wanted) {
    Map<String, List<String>> found = Compiled.places(wanted);
    assertThat(found.keySet())
        .as("found %s", found.values().stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(listed);
  }
}
