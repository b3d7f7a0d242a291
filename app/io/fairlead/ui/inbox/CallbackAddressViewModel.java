package io.fairlead.ui.inbox;

import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.CallbackBook;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Where one gateway's callbacks are received: chosen, checked while it is typed, tried with one
 * call, kept. What touches disk or network runs on threads of this model.
 */
public final class CallbackAddressViewModel implements AutoCloseable {

  /** The ways in which a queue worker reaches this machine (contract 3.3). */
  public enum Way {
    /** Over loopback: the gateway runs on this machine. */
    LOOPBACK,
    /** At an address of this machine. */
    DIRECT,
    /** Under a URL that something forwards to a port of this machine. */
    FORWARDED
  }

  /** A gateway to choose. */
  public record Choice(GatewayId id, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a forwarded URL leads to by default; any other will do. */
  private static final String PORT = "9777";

  private final Workbench workbench;
  private final CallbackBook book;
  private final Door door;
  private final Supplier<List<InetAddress>> addresses;
  private final Consumer<String> onSaved;
  private final ReachabilityTest test;
  private final Scope scope = new Scope("callback-address");
  private final ObjectProperty<Choice> gateway;
  private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.LOOPBACK);
  private final StringProperty directPlace = new SimpleStringProperty("");
  private final StringProperty url = new SimpleStringProperty("");
  private final StringProperty listenPlace = new SimpleStringProperty("127.0.0.1");
  private final StringProperty port = new SimpleStringProperty(PORT);
  private final ObjectProperty<Optional<FunctionRef>> function =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty wait =
      new SimpleStringProperty(String.valueOf(ReachabilityTest.PATIENCE.toSeconds()));
  private final ReadOnlyObjectWrapper<List<String>> places = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper preview = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();

  /**
   * The address of a gateway of the workbench.
   *
   * @param addresses finds the addresses of this machine; blocks
   * @param onSaved hears, on the FX thread, what to say of an address that holds from now on
   */
  public CallbackAddressViewModel(
      Workbench workbench,
      GatewayId first,
      Door door,
      ReachabilityTest test,
      Supplier<List<InetAddress>> addresses,
      Consumer<String> onSaved) {
    this.workbench = workbench;
    this.book = workbench.inbox().book();
    this.door = door;
    this.test = test;
    this.addresses = addresses;
    this.onSaved = onSaved;
    this.gateway =
        new SimpleObjectProperty<>(
            gateways().stream()
                .filter(choice -> choice.id().equals(first))
                .findFirst()
                .orElseGet(() -> new Choice(first, first.value())));
    gateway.addListener((o, before, now) -> load());
    way.addListener((o, before, now) -> check());
    List.of(directPlace, url, listenPlace, port)
        .forEach(each -> each.addListener((o, before, now) -> check()));
    load();
  }

  /** The gateways of the workbench. */
  public List<Choice> gateways() {
    return workbench.sessions().stream()
        .map(GatewaySession::connection)
        .map(connection -> new Choice(connection.id(), connection.name()))
        .toList();
  }

  /** Which gateway's. */
  public ObjectProperty<Choice> gatewayProperty() {
    return gateway;
  }

  /** How it reaches this machine. */
  public ObjectProperty<Way> wayProperty() {
    return way;
  }

  /** The address that it calls itself, see {@link Way#DIRECT}. */
  public StringProperty directPlaceProperty() {
    return directPlace;
  }

  /** The URL that something forwards, see {@link Way#FORWARDED}. */
  public StringProperty urlProperty() {
    return url;
  }

  /** The address to which it is forwarded. */
  public StringProperty listenPlaceProperty() {
    return listenPlace;
  }

  /** The port of either way. */
  public StringProperty portProperty() {
    return port;
  }

  /** The addresses of this machine. */
  public ReadOnlyObjectProperty<List<String>> placesProperty() {
    return places.getReadOnlyProperty();
  }

  /** What is wrong with what is typed, with the remedy; empty while nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the operator should know of how addresses are kept; empty while all is well. */
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /** Under which URL callbacks will come. */
  public ReadOnlyStringProperty previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Whether what is typed can be used. */
  public ReadOnlyBooleanProperty validProperty() {
    return valid.getReadOnlyProperty();
  }

  /** Whether what holds for the gateway is shown: what is entered before would be lost. */
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /** The functions that can be called for the test. */
  public List<FunctionRef> functions() {
    return session()
        .map(found -> found.snapshot().functions().stream().map(FunctionStatus::ref).toList())
        .orElse(List.of());
  }

  /** The function that the test calls; none until the operator has chosen. */
  public ObjectProperty<Optional<FunctionRef>> functionProperty() {
    return function;
  }

  /** How many seconds the test waits for the callback: 1 to 600. */
  public StringProperty waitProperty() {
    return wait;
  }

  /** How long the test waits; empty where that is no number of seconds. */
  Optional<Duration> patience() {
    String typed = wait.get().strip();
    return typed.matches("[1-9][0-9]{0,2}") && Integer.parseInt(typed) <= 600
        ? Optional.of(Duration.ofSeconds(Integer.parseInt(typed)))
        : Optional.empty();
  }

  /** The test with one call. */
  public ReachabilityTest test() {
    return test;
  }

  private Optional<GatewaySession> session() {
    return workbench.session(gateway.get().id());
  }

  private Optional<Connection> connection() {
    return session().map(GatewaySession::connection);
  }

  /** Shows what holds for the chosen gateway. */
  private void load() {
    test.cancel();
    ready.set(false);
    function.set(Optional.empty());
    Optional<Connection> of = connection();
    scope.run(
        () -> {
          List<String> found = addresses.get().stream().map(InetAddress::getHostAddress).toList();
          Optional<CallbackAddress> chosen = of.flatMap(one -> book.chosenFor(one.url()));
          String said = book.note();
          door.post(
              this,
              () -> {
                note.set(said);
                show(found, chosen);
              });
        });
  }

  private void show(List<String> found, Optional<CallbackAddress> chosen) {
    places.set(found);
    boolean near = connection().filter(Connection::isOnThisMachine).isPresent();
    directPlace.set(found.stream().findFirst().orElse(""));
    if (chosen.isPresent()) {
      show(chosen.get());
    } else {
      way.set(near ? Way.LOOPBACK : Way.DIRECT);
    }
    check();
    ready.set(true);
  }

  private void show(CallbackAddress address) {
    String host = address.bind().isAnyLocalAddress() ? "*" : address.bind().getHostAddress();
    if (address.port() > 0) {
      port.set(String.valueOf(address.port()));
    }
    if (address.advertised() != null) {
      url.set(address.shown());
      listenPlace.set(host);
      way.set(Way.FORWARDED);
    } else if (address.leadsToLoopback()) {
      way.set(Way.LOOPBACK);
    } else {
      directPlace.set(host);
      way.set(Way.DIRECT);
    }
  }

  private Outcome<CallbackAddress> typed() {
    Outcome<CallbackAddress> parsed =
        switch (way.get()) {
          case LOOPBACK -> Outcome.ok(CallbackAddress.loopback());
          case DIRECT -> CallbackAddress.parse(place(directPlace.get()), "");
          case FORWARDED ->
              url.get().isBlank()
                  ? missing(Texts.of("callback.no-url"))
                  : CallbackAddress.parse(place(listenPlace.get()), url.get());
        };
    boolean near = connection().filter(Connection::isOnThisMachine).isPresent();
    return parsed.then(
        address ->
            address.leadsToLoopback() && !near
                ? missing(Texts.of("callback.loops-back", gateway.get().name()))
                : Outcome.ok(address));
  }

  private static Outcome<CallbackAddress> missing(String what) {
    return Outcome.failed(new Failure.Rejected(what, "", 0, what, "", ""));
  }

  private String place(String host) {
    String bare = host.strip();
    String written = bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare;
    return written + ":" + port.get().strip();
  }

  private void check() {
    Outcome<CallbackAddress> now = typed();
    valid.set(now.toOptional().isPresent());
    problem.set(
        now.toFailure()
            .map(failure -> (failure.explanation() + " " + failure.remedy()).strip())
            .orElse(""));
    preview.set(
        now.toOptional().map(address -> Texts.of("callback.preview", address.shown())).orElse(""));
  }

  /** Keeps what is typed for the gateway; on the FX thread, returns at once. */
  public void save() {
    Optional<Connection> of = connection();
    typed()
        .either(
            address -> of.ifPresent(one -> scope.run(() -> keep(one, address))),
            failure -> problem.set(failure.explanation()));
  }

  private void keep(Connection of, CallbackAddress address) {
    boolean byDefault = of.isOnThisMachine() && address.equals(CallbackAddress.loopback());
    Optional<Failure> refusal =
        byDefault ? book.remove(of.url()).toFailure() : book.put(of.url(), address).toFailure();
    door.post(
        () ->
            refusal.ifPresentOrElse(
                failure -> problem.set(failure.explanation() + " " + failure.remedy()),
                () -> onSaved.accept(Texts.of("callback.saved", of.name(), address.shown()))));
  }

  /** Tries what is typed with one call of the chosen function; on the FX thread. */
  public void tryOut() {
    Optional<GatewaySession> on = session();
    Optional<FunctionRef> called = function.get();
    Optional<Duration> patience = patience();
    if (on.isPresent() && called.isPresent() && patience.isPresent()) {
      typed()
          .toOptional()
          .ifPresent(address -> test.start(on.get(), called.get(), address, patience.get()));
    }
  }

  @Override
  public void close() {
    test.close();
    scope.close();
  }
}
