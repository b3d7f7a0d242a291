package io.fairlead.ui.history;

import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CurlCommand;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.calls.history.HistoryPage;
import io.fairlead.calls.history.HistoryQuery;
import io.fairlead.calls.history.HistoryRow;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.call.PastCall;
import io.fairlead.ui.call.RequestPane;
import io.fairlead.ui.call.ResponseModel;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the history that match what is looked for, and the selected one. Searches and
 * decodes on threads of its own; the newest question wins.
 */
public final class HistoryViewModel implements AutoCloseable {

  /** So many calls are shown first, and so many more each time the end comes near. */
  static final int PAGE = 200;

  /** Whoever has scrolled past so many searches better. */
  private static final int MOST = 10_000;

  /**
   * What stands around the table.
   *
   * @param calls how many calls there are in all
   * @param shown how many are shown
   * @param isMore whether older ones match too
   * @param isFiltered whether something is looked for
   * @param note what the operator should know of how calls are kept; empty while all is well
   */
  public record Summary(int calls, int shown, boolean isMore, boolean isFiltered, String note) {}

  /**
   * The selected call.
   *
   * @param notes what else is worth saying, a sentence each
   */
  public record Detail(
      HistoryEntry entry, RequestPane.Shown request, ResponseModel response, List<String> notes) {}

  private final Workbench workbench;
  private final CallHistory history;
  private final Door door;
  private final Consumer<List<HistoryRow>> table;
  private final Scope scope = new Scope("history-screen");
  private final ReadOnlyObjectWrapper<Summary> summary =
      new ReadOnlyObjectWrapper<>(new Summary(0, 0, false, false, ""));
  private final ReadOnlyObjectWrapper<Optional<Detail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Recomputation searching = new Recomputation(scope::run, this::search);
  private final Recomputation detailing = new Recomputation(scope::run, this::computeDetail);
  private final Scope.Registration subscription;
  private volatile HistoryQuery query = HistoryQuery.ALL;
  private volatile int wanted = PAGE;
  private volatile long selected;

  // Of the computation alone.
  private @Nullable Detail computed;

  /**
   * Follows the history of a workbench.
   *
   * @param table takes the calls that match, on a thread of this model
   */
  public HistoryViewModel(Workbench workbench, Door door, Consumer<List<HistoryRow>> table) {
    this.workbench = workbench;
    this.history = workbench.history();
    this.door = door;
    this.table = table;
    this.subscription =
        history.onChange(
            () -> {
              searching.request();
              detailing.request();
            });
    searching.request();
  }

  /** What stands around the table. */
  public ReadOnlyObjectProperty<Summary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The selected call. */
  public ReadOnlyObjectProperty<Optional<Detail>> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Looks for something else; a status that is none is not looked for, and false comes back. */
  public boolean lookFor(String function, String status, String text) {
    Optional<HistoryQuery.Status> parsed = HistoryQuery.Status.parse(status);
    HistoryQuery asked =
        HistoryQuery.ALL
            .withFunction(function.strip())
            .withText(text.strip())
            .withStatus(parsed.orElseGet(HistoryQuery.Any::new));
    if (!asked.equals(query)) {
      query = asked;
      wanted = PAGE;
      searching.request();
    }
    return parsed.isPresent();
  }

  /** The end of the table is near: shows older calls. */
  public void showMore() {
    if (summary.get().isMore() && wanted < MOST && summary.get().shown() >= wanted) {
      wanted = summary.get().shown() + PAGE;
      searching.request();
    }
  }

  /** Shows another call. */
  public void select(Optional<Long> id) {
    selected = id.orElse(0L);
    detailing.request();
  }

  /** Reads the selected call and hands it over on the FX thread; nothing where none is. */
  void selected(Consumer<HistoryEntry> use) {
    long id = selected;
    scope.run(() -> history.find(id).ifPresent(entry -> door.post(() -> use.accept(entry))));
  }

  /** Forgets every call, on the disk too. */
  public void clear() {
    scope.run(history::clear);
  }

  Executor worker() {
    return scope::run;
  }

  Door door() {
    return door;
  }

  /** The session of a call's gateway, where it is connected. */
  Optional<GatewaySession> session(HistoryEntry entry) {
    List<GatewaySession> all = workbench.sessions();
    return all.stream()
        .filter(one -> one.connection().shownUrl().equals(entry.origin().url()))
        .findFirst()
        .or(
            () ->
                // The embedded gateway has another port each time, and stays the same gateway.
                all.stream()
                    .filter(one -> one.connection().id().value().equals(entry.origin().id()))
                    .findFirst());
  }

  /** The call with the gateway that it is for in this session. */
  KeptCall toKeptCall(HistoryEntry entry) {
    CallSpec spec = entry.call().spec();
    FunctionRef function = spec.function();
    return new KeptCall(
        session(entry)
            .map(
                session ->
                    spec.withFunction(
                        new FunctionRef(
                            session.connection().id(), function.namespace(), function.name())))
            .orElse(spec),
        entry.call().gaps());
  }

  /** The call as a curl command, without what was not kept. */
  String toCurl(HistoryEntry entry) {
    HttpUrl base = HttpUrl.parse(entry.origin().url());
    return base == null ? "" : CurlCommand.of(sendable(entry), base);
  }

  private CallSpec sendable(HistoryEntry entry) {
    KeptCall call = toKeptCall(entry);
    List<Header> headers = new ArrayList<>(call.spec().headers());
    headers.removeIf(
        header -> call.gaps().contains(new CallGap(CallGap.Kind.HEADER, header.name())));
    return call.spec().withHeaders(headers);
  }

  /**
   * Sends a call again, without what was not kept; the history gets a new entry. Returns at once.
   *
   * @param said hears in a sentence what came of it, on the FX thread
   */
  void send(HistoryEntry entry, Consumer<String> said) {
    Optional<GatewaySession> session = session(entry);
    if (session.isEmpty()) {
      said.accept(Texts.of("history.not-connected", entry.origin().name()));
      return;
    }
    CallSpec spec = sendable(entry);
    said.accept(Texts.of("history.sending", spec.function().name()));
    scope.run(
        () -> {
          String result = send(session.get(), spec);
          door.post(() -> said.accept(result));
        });
  }

  private String send(GatewaySession session, CallSpec spec) {
    String name = spec.function().name();
    if (spec.mode() == CallSpec.Mode.ASYNC) {
      return session
          .callLater(spec, scope)
          .toFailure()
          .map(failure -> failed(name, failure))
          .orElseGet(() -> Texts.of("history.queued-again", name));
    }
    CallResult result = session.call(spec, scope);
    return switch (result.outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) ->
          Texts.of("history.sent-again", name, "" + reply.status());
      case Outcome.Failed<InvocationReply>(Failure failure) -> failed(name, failure);
    };
  }

  private static String failed(String name, Failure failure) {
    return Texts.of("history.send-failed", name, failure.explanation());
  }

  @Override
  public void close() {
    subscription.close();
    scope.close();
  }

  private void search() {
    HistoryQuery asked = query;
    int most = wanted;
    HistoryPage page =
        history.search(
            asked, HistoryPage.NEWEST, most, () -> scope.isClosed() || !asked.equals(query));
    if (!asked.equals(query)) {
      // A newer question waits already.
      return;
    }
    table.accept(page.rows());
    Summary around =
        new Summary(
            history.size(), page.rows().size(), page.next() > 0, !asked.isEmpty(), history.note());
    door.post(List.of(this, "summary"), () -> summary.set(around));
  }

  private void computeDetail() {
    long id = selected;
    Optional<HistoryEntry> entry = id == 0 ? Optional.empty() : history.find(id);
    Detail before = computed;
    if (before == null || entry.filter(before.entry()::equals).isEmpty()) {
      computed = entry.map(HistoryViewModel::detail).orElse(null);
    }
    Optional<Detail> now = Optional.ofNullable(computed);
    door.post(
        List.of(this, "detail"),
        () -> {
          // The operator may have gone on to another call meanwhile.
          if (id == selected) {
            detail.set(now);
          }
        });
  }

  private static Detail detail(HistoryEntry entry) {
    List<String> notes = new ArrayList<>();
    String missing = PastCall.missing(entry);
    if (!missing.isEmpty()) {
      notes.add(missing);
    }
    return new Detail(
        entry, RequestPane.Shown.of(entry), PastCall.response(entry), List.copyOf(notes));
  }
}
