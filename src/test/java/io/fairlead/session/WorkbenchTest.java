package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.ScriptedGateway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final Workbench workbench =
      new Workbench(inbox, clock, timer, connection -> Optional.empty());
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final List<List<String>> lists = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    workbench.close();
    gateway.close();
  }

  @Test
  void aSessionThatIsAddedBeginsToAsk() {
    GatewaySession session = workbench.add(connection("a"));
    Await.until("its first snapshot", () -> session.snapshot().seq() == 1);
    assertThat(workbench.session(new GatewayId("a"))).containsSame(session);
    assertThat(workbench.session(new GatewayId("b"))).isEmpty();
  }

  @Test
  void whoSubscribesHearsOfThePresentSessionsAndOfEachChange() {
    workbench.add(connection("a"));
    Scope.Registration subscription =
        workbench.subscribe(
            sessions ->
                lists.add(sessions.stream().map(each -> each.connection().name()).toList()));
    workbench.add(connection("b"));
    workbench.remove(new GatewayId("a"));
    subscription.close();
    workbench.add(connection("c"));
    assertThat(lists).containsExactly(List.of("a"), List.of("a", "b"), List.of("b"));
  }

  @Test
  void aSessionThatIsRemovedAsksNothingMore() {
    GatewaySession session = workbench.add(connection("a"));
    Await.until("its next round waits", () -> timer.delays().size() == 2);
    workbench.remove(new GatewayId("a"));
    assertThat(workbench.sessions()).isEmpty();
    assertThat(timer.delays()).containsExactly(SWEEP);
    long asked = gateway.count("GET");
    session.refresh();
    timer.advance(Duration.ofMinutes(1));
    assertThat(gateway.count("GET")).isEqualTo(asked);
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    workbench.add(connection("a"));
    workbench.remove(new GatewayId("b"));
    assertThat(workbench.sessions()).hasSize(1);
  }

  @Test
  void aFollowerOfEverythingHearsOfSessionsAndOfTheirSnapshots() {
    AtomicInteger heard = new AtomicInteger();
    Scope.Registration following = workbench.onChange(heard::incrementAndGet);
    assertThat(heard).hasValueGreaterThan(0);
    heard.set(0);
    GatewaySession session = workbench.add(connection("a"));
    Await.until("its first snapshot", () -> session.snapshot().seq() == 1);
    // The list, its initial snapshot, its first round.
    Await.until("three notices", () -> heard.get() == 3);
    workbench.remove(new GatewayId("a"));
    assertThat(heard).hasValue(4);
    following.close();
    workbench.add(connection("b"));
    assertThat(heard).hasValue(4);
  }

  @Test
  void closingClosesAllAndTakesNoMore() {
    GatewaySession first = workbench.add(connection("a"));
    GatewaySession second = workbench.add(connection("b"));
    Await.until("both rounds are over", () -> timer.delays().size() == 3);
    workbench.close();
    assertThat(timer.delays()).isEmpty();
    GatewaySession late = workbench.add(connection("c"));
    assertThat(workbench.sessions()).doesNotContain(late);
    long asked = gateway.count("GET");
    List.of(first, second, late).forEach(GatewaySession::refresh);
    assertThat(gateway.count("GET")).isEqualTo(asked);
    assertThat(inbox.register(new FunctionRef(new GatewayId("a"), "", "echo")).toFailure())
        .isPresent();
  }

  @Test
  void callsThatNobodyAnswersExpireByTheWorkbenchsOwnClockHand() {
    inbox.register(new FunctionRef(new GatewayId("a"), "openfaas-fn", "echo"));
    assertThat(inbox.isListening()).isTrue();
    for (int i = 0; i < 119; i++) {
      timer.advance(SWEEP);
    }
    assertThat(inbox.calls().getFirst().state()).isInstanceOf(AsyncState.Queued.class);
    timer.advance(SWEEP);
    assertThat(inbox.calls().getFirst().state()).isInstanceOf(AsyncState.Expired.class);
    assertThat(inbox.isListening()).isFalse();
  }

  private Connection connection(String name) {
    Connection made = gateway.connection();
    return new Connection(
        new GatewayId(name),
        name,
        made.url(),
        made.credentials(),
        made.metricsUrl(),
        made.registryUrl());
  }
}
