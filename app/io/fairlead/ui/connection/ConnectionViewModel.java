package io.fairlead.ui.connection;

import io.fairlead.model.Failure;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.session.Connection;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import okhttp3.HttpUrl;

/** A gateway to be added: tried before it is taken. */
public final class ConnectionViewModel implements AutoCloseable {

  private final Workbench workbench;
  private final Door door;
  private final Consumer<GatewayId> onAdded;
  private final Scope scope = new Scope("connection");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty url = new SimpleStringProperty("");
  private final StringProperty user = new SimpleStringProperty("admin");
  private final StringProperty password = new SimpleStringProperty("");
  private final StringProperty metricsUrl = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /**
   * An empty form.
   *
   * @param onAdded hears, on the FX thread, that the gateway answered and was added
   */
  public ConnectionViewModel(Workbench workbench, Door door, Consumer<GatewayId> onAdded) {
    this.workbench = workbench;
    this.door = door;
    this.onAdded = onAdded;
    url.addListener((o, before, now) -> warn());
    user.addListener((o, before, now) -> warn());
    password.addListener((o, before, now) -> warn());
  }

  /** What the operator calls it; the host where left empty. */
  public StringProperty nameProperty() {
    return name;
  }

  /** Base of the API; http is assumed where no scheme is given. */
  public StringProperty urlProperty() {
    return url;
  }

  /** User name; empty for a gateway without authentication. */
  public StringProperty userProperty() {
    return user;
  }

  /** Password, kept in memory for this session alone. */
  public StringProperty passwordProperty() {
    return password;
  }

  /** The gateway's page of metrics, where it can be reached. */
  public StringProperty metricsUrlProperty() {
    return metricsUrl;
  }

  /** Why it was not added, with the remedy; empty while nothing is wrong. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the operator should know before connecting; empty where there is nothing. */
  public ReadOnlyStringProperty warningProperty() {
    return warning.getReadOnlyProperty();
  }

  /** Whether the gateway is being tried. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Tries the gateway and adds it when it answers; on the FX thread, returns at once. */
  public void connect() {
    if (busy.get()) {
      return;
    }
    Optional<HttpUrl> base = parse(url.get());
    if (base.isEmpty()) {
      problem.set(Texts.of("connection.bad-url"));
      return;
    }
    Optional<HttpUrl> metrics = parse(metricsUrl.get());
    if (!metricsUrl.get().isBlank() && metrics.isEmpty()) {
      problem.set(Texts.of("connection.bad-metrics-url"));
      return;
    }
    Connection connection = connection(base.get(), metrics);
    problem.set("");
    busy.set(true);
    scope.run(
        () -> {
          Outcome<Capabilities> found =
              new GatewayClient(
                      connection.id(),
                      HttpTarget.of(connection.url(), connection.credentials().orElse(null)))
                  .probe(scope);
          door.post(this, () -> tried(connection, found));
        });
  }

  private void tried(Connection connection, Outcome<Capabilities> found) {
    if (scope.isClosed()) {
      // The operator left: a gateway that answers now is not wanted any more.
      return;
    }
    busy.set(false);
    switch (found) {
      case Outcome.Ok<Capabilities> _ -> {
        workbench.add(connection);
        onAdded.accept(connection.id());
      }
      case Outcome.Failed<Capabilities>(Failure failure) ->
          problem.set(failure.explanation() + " " + failure.remedy());
    }
  }

  private Connection connection(HttpUrl base, Optional<HttpUrl> metrics) {
    String wantedName = name.get().strip();
    return new Connection(
        new GatewayId(UUID.randomUUID().toString()),
        wantedName.isEmpty() ? base.host() + ":" + base.port() : wantedName,
        base,
        user.get().isBlank()
            ? Optional.empty()
            : Optional.of(new Credentials.Basic(user.get().strip(), password.get())),
        metrics,
        Optional.empty());
  }

  private void warn() {
    warning.set(
        parse(url.get())
            .map(base -> connection(base, Optional.empty()))
            .filter(Connection::sendsPasswordInClear)
            .map(connection -> Texts.of("connection.in-clear"))
            .orElse(""));
  }

  /** Reads a URL as typed: a missing scheme is http, credentials in it are not taken. */
  static Optional<HttpUrl> parse(String text) {
    String typed = text.strip();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    HttpUrl parsed = HttpUrl.parse(typed.contains("://") ? typed : "http://" + typed);
    return Optional.ofNullable(parsed)
        .filter(url -> url.username().isEmpty() && url.password().isEmpty())
        .map(url -> url.newBuilder().query(null).fragment(null).build());
  }

  @Override
  public void close() {
    scope.close();
  }
}
