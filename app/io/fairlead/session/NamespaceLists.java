package io.fairlead.session;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.BrokenEntry;
import io.fairlead.openfaas.FunctionList;
import io.fairlead.openfaas.GatewayClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The functions of all namespaces, asked for one after the other since a list has one namespace
 * (contract 1.5). A namespace that refuses does not hide the others.
 */
final class NamespaceLists {

  /**
   * What came.
   *
   * @param took what all lists took together
   * @param latency what the slowest took
   * @param unread namespaces whose list did not come, and why
   */
  record Listing(
      List<String> namespaces,
      List<FunctionStatus> functions,
      List<BrokenEntry> broken,
      Duration took,
      Duration latency,
      List<Unread> unread) {}

  /** A namespace whose list did not come. */
  record Unread(String namespace, Failure failure) {}

  private final GatewayClient client;

  NamespaceLists(GatewayClient client) {
    this.client = client;
  }

  /**
   * Asks for each namespace; the gateway's default where it names none. Fails when the gateway is
   * away, or when no list came at all.
   */
  Outcome<Listing> read(List<String> namespaces, Scope scope) {
    List<FunctionStatus> functions = new ArrayList<>();
    List<BrokenEntry> broken = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    Duration took = Duration.ZERO;
    Duration latency = Duration.ZERO;
    List<String> asked = namespaces.isEmpty() ? List.of("") : namespaces;
    for (String namespace : asked) {
      switch (client.list(namespace, scope)) {
        case Outcome.Ok<FunctionList>(FunctionList list) -> {
          functions.addAll(list.functions());
          broken.addAll(list.broken());
          took = took.plus(list.took());
          latency = latency.compareTo(list.took()) > 0 ? latency : list.took();
        }
        case Outcome.Failed<FunctionList>(Failure failure) -> {
          unread.add(new Unread(namespace, failure));
          if (unread.size() == asked.size() || !concernsOneNamespace(failure)) {
            return Outcome.failed(failure);
          }
        }
      }
    }
    functions.sort(Comparator.comparing(FunctionStatus::ref));
    return Outcome.ok(
        new Listing(
            List.copyOf(namespaces),
            List.copyOf(functions),
            List.copyOf(broken),
            took,
            latency,
            List.copyOf(unread)));
  }

  private static boolean concernsOneNamespace(Failure failure) {
    return failure instanceof Failure.Forbidden
        || failure instanceof Failure.NotFound
        || failure instanceof Failure.Rejected;
  }
}
