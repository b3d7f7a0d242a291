package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallSpec;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** A call in the making, as the fields of a screen; on the FX thread. */
public final class CallDraft {

  private static final String EVENTS = "text/event-stream";

  private final StringProperty method = new SimpleStringProperty("POST");
  private final StringProperty path = new SimpleStringProperty("");
  private final StringProperty query = new SimpleStringProperty("");
  private final ObjectProperty<CallBody> body = new SimpleObjectProperty<>(CallBody.plain(""));
  private final ObjectProperty<List<Header>> headers = new SimpleObjectProperty<>(List.of());
  private final BooleanProperty async = new SimpleBooleanProperty();
  private final ObjectProperty<CallOptions> options =
      new SimpleObjectProperty<>(CallOptions.DEFAULT);

  /** An empty POST. */
  public CallDraft() {
    async.addListener(
        (observable, before, now) -> {
          if (now) {
            // The queue takes POST alone (contract 1.7).
            method.set("POST");
          }
        });
  }

  /** The HTTP method; an asynchronous call is always a POST. */
  public StringProperty methodProperty() {
    return method;
  }

  /** What follows the function's name in the URL. */
  public StringProperty pathProperty() {
    return path;
  }

  /** The query without its question mark. */
  public StringProperty queryProperty() {
    return query;
  }

  /** The body. */
  public ObjectProperty<CallBody> bodyProperty() {
    return body;
  }

  /** The headers. */
  public ObjectProperty<List<Header>> headersProperty() {
    return headers;
  }

  /** Whether it goes to the queue and its result to the inbox. */
  public BooleanProperty asyncProperty() {
    return async;
  }

  /** How it is sent. */
  public ObjectProperty<CallOptions> optionsProperty() {
    return options;
  }

  /**
   * Whether the function is asked to stream; only then does a gateway pass on each piece at once.
   */
  public boolean asksForEvents() {
    return headers.get().stream()
        .anyMatch(header -> header.isNamed("Accept") && header.value().startsWith(EVENTS));
  }

  /** Asks the function to stream, or not: the first Accept header decides (contract 1.6). */
  public void askForEvents(boolean wanted) {
    if (wanted != asksForEvents()) {
      List<Header> changed = new ArrayList<>(headers.get());
      changed.removeIf(header -> header.isNamed("Accept"));
      if (wanted) {
        changed.addFirst(new Header("Accept", EVENTS));
      }
      headers.set(List.copyOf(changed));
    }
  }

  /** What is sent: what is written, but a GET or a HEAD goes without the body. */
  public CallSpec toSpec(FunctionRef function) {
    CallSpec written = written(function);
    boolean bodiless = written.method().equals("GET") || written.method().equals("HEAD");
    return bodiless ? written.withBody(new CallBody.None()) : written;
  }

  /** What is written, as a call of a function. */
  public CallSpec written(FunctionRef function) {
    boolean queued = async.get();
    return new CallSpec(
        function,
        queued ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC,
        queued ? "POST" : method.get(),
        path.get(),
        query.get(),
        headers.get(),
        body.get(),
        options.get());
  }

  /** Shows another call. */
  public void show(CallSpec spec) {
    async.set(spec.mode() == CallSpec.Mode.ASYNC);
    method.set(spec.method());
    path.set(spec.path());
    query.set(spec.query());
    headers.set(spec.headers());
    body.set(spec.body());
    options.set(spec.options());
  }

  /** Hears of every change. */
  public void onChange(Runnable listener) {
    ChangeListener<Object> heard = (observable, before, now) -> listener.run();
    List<ObservableValue<?>> fields = List.of(method, path, query, body, headers, async, options);
    fields.forEach(field -> field.addListener(heard));
  }
}
