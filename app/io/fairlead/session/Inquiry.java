package io.fairlead.session;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.BrokenEntry;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.Edition;
import io.fairlead.openfaas.FunctionList;
import io.fairlead.openfaas.GatewayClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks one gateway what it can do, which namespaces it has and which functions are in them. Blocks;
 * one question at a time.
 */
final class Inquiry {

  /**
   * What a gateway told.
   *
   * @param latency how long the slowest list took
   * @param cost what the gateway spent on it all, as far as can be seen from outside
   */
  record Listing(
      Capabilities capabilities,
      List<String> namespaces,
      List<FunctionStatus> functions,
      List<BrokenEntry> broken,
      Duration latency,
      Duration cost) {}

  private record Namespaces(Capabilities capabilities, List<String> names, Duration cost) {}

  private final GatewayClient client;

  Inquiry(GatewayClient client) {
    this.client = client;
  }

  /** Asks everything; of a gateway that answered before, not again what it can do. */
  Outcome<Listing> ask(Snapshot before, Scope scope) {
    return namespaces(before, scope).then(found -> list(found, before, scope));
  }

  private Outcome<Namespaces> namespaces(Snapshot before, Scope scope) {
    long begin = System.nanoTime();
    Optional<Capabilities> known = known(before);
    if (known.isEmpty()) {
      return client
          .probe(scope)
          .map(found -> new Namespaces(found, found.namespaces(), since(begin)));
    }
    // A namespace may have come or gone; a gateway that no longer tells keeps the ones it told.
    return Outcome.ok(
        client
            .namespaces(scope)
            .toOptional()
            .map(names -> new Namespaces(known.get(), names, since(begin)))
            .orElseGet(() -> new Namespaces(known.get(), before.namespaces(), Duration.ZERO)));
  }

  /**
   * A gateway that was away may have been replaced, and one without a provider tells too little.
   */
  private static Optional<Capabilities> known(Snapshot before) {
    return before.health() instanceof Health.Up
        ? before.capabilities().filter(found -> found.edition() != Edition.UNKNOWN)
        : Optional.empty();
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Lists each namespace. One that is refused does not hide the others: its functions stay as they
   * were last known, and an entry among the broken ones says why.
   */
  private Outcome<Listing> list(Namespaces asked, Snapshot before, Scope scope) {
    Tally tally = new Tally(before);
    for (String namespace : asked.names().isEmpty() ? List.of("") : asked.names()) {
      switch (client.list(namespace, scope)) {
        case Outcome.Ok<FunctionList>(FunctionList list) -> tally.add(list);
        case Outcome.Failed<FunctionList>(Failure failure) -> {
          if (concernsTheGateway(failure)) {
            return Outcome.failed(failure);
          }
          tally.addRefused(namespace, failure);
        }
      }
    }
    return tally.result(asked);
  }

  /** Whether asking for another namespace would come to the same. */
  private static boolean concernsTheGateway(Failure failure) {
    return switch (failure) {
      case Failure.Forbidden _, Failure.NotFound _, Failure.Rejected _, Failure.BadPayload _ ->
          false;
      case Failure.ServerError error -> error.status() == 0;
      case Failure.Unreachable _,
          Failure.TlsUntrusted _,
          Failure.Unauthorised _,
          Failure.TimedOut _,
          Failure.Cancelled _,
          Failure.OutcomeUnknown _,
          Failure.NoWayBack _,
          Failure.Bug _ ->
          true;
    };
  }

  /** What the lists of one round come to. */
  private static final class Tally {

    private final List<FunctionStatus> before;
    private final Map<FunctionRef, FunctionStatus> former = new HashMap<>();
    // A gateway that does not look at the namespace lists the same functions for each of them.
    private final Map<FunctionRef, FunctionStatus> functions = new TreeMap<>();
    private final List<BrokenEntry> broken = new ArrayList<>();
    private Duration took = Duration.ZERO;
    private Duration latency = Duration.ZERO;
    private boolean anyListed;
    private @Nullable Failure firstRefusal;

    Tally(Snapshot before) {
      this.before = before.functions();
      this.before.forEach(status -> former.put(status.ref(), status));
    }

    void add(FunctionList list) {
      anyListed = true;
      for (FunctionStatus status : list.functions()) {
        FunctionStatus known = former.get(status.ref());
        functions.putIfAbsent(status.ref(), status.equals(known) ? known : status);
      }
      broken.addAll(list.broken());
      took = took.plus(list.took());
      latency = latency.compareTo(list.took()) > 0 ? latency : list.took();
    }

    void addRefused(String namespace, Failure failure) {
      if (firstRefusal == null) {
        firstRefusal = failure;
      }
      for (FunctionStatus status : before) {
        if (status.ref().namespace().equals(namespace)) {
          functions.putIfAbsent(status.ref(), status);
        }
      }
      broken.add(
          new BrokenEntry(
              namespace, failure.explanation() + " " + failure.remedy(), failure.evidence()));
    }

    Outcome<Listing> result(Namespaces asked) {
      if (!anyListed && firstRefusal != null) {
        return Outcome.failed(firstRefusal);
      }
      return Outcome.ok(
          new Listing(
              asked.capabilities(),
              List.copyOf(asked.names()),
              sameOrNew(),
              List.copyOf(broken),
              latency,
              took.plus(asked.cost())));
    }

    /** The former list itself where nothing changed: whoever compares is done at once. */
    private List<FunctionStatus> sameOrNew() {
      List<FunctionStatus> now = List.copyOf(functions.values());
      return now.equals(before) ? before : now;
    }
  }
}
