package io.fairlead.ui.call;

import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.NamedCall;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/**
 * What a call editor remembers of its function: the last input, which comes back by itself, and the
 * calls that were saved under a name. On the FX thread.
 */
public final class CallMemory implements AutoCloseable {

  private final CallBook book;
  private final CallDraft draft;
  private final ObservableValue<Optional<FunctionRef>> function;
  private final StringProperty notice = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<NamedCall>> saved =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Set<String>> headersNotKept =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final Scope.Registration subscription;
  private Optional<FunctionRef> writtenFor;
  private boolean isUnkept;

  CallMemory(
      CallBook book, CallDraft draft, ObservableValue<Optional<FunctionRef>> function, Door door) {
    this.book = book;
    this.draft = draft;
    this.function = function;
    this.writtenFor = function.getValue();
    this.subscription = book.onChange(() -> door.post(List.of(this, "saved"), this::list));
    draft.onChange(
        () -> {
          isUnkept = true;
          door.post(List.of(this, "draft"), this::remember);
        });
  }

  /** What is worth knowing about what is written; empty for nothing. */
  public StringProperty noticeProperty() {
    return notice;
  }

  /** The headers whose values were not kept. */
  public ReadOnlyObjectProperty<Set<String>> headersNotKeptProperty() {
    return headersNotKept.getReadOnlyProperty();
  }

  /** The saved calls of the function. */
  public ReadOnlyObjectProperty<List<NamedCall>> savedProperty() {
    return saved.getReadOnlyProperty();
  }

  /**
   * Shows the last input of the function that was just chosen, where there is one, unless something
   * was written before any function was chosen: that is what shall be sent. What was just written
   * for the function before is kept as that one's, though no pulse came between.
   */
  void recall() {
    list();
    boolean isCarried = writtenFor.isEmpty() && isUnkept;
    if (isUnkept) {
      keepFor(writtenFor);
    }
    writtenFor = function.getValue();
    if (isCarried) {
      remember();
    } else {
      writtenFor.flatMap(book::draft).ifPresent(this::show);
    }
  }

  /** Shows a saved call. */
  public void open(NamedCall named) {
    show(named.call());
  }

  /** Shows a call that came from elsewhere, with what there is to say of it. */
  void show(CallSpec spec, String about) {
    show(KeptCall.whole(spec));
    notice.set(about);
  }

  /** Shows a call that was kept, and says what is missing of it. */
  void show(KeptCall kept) {
    headersNotKept.set(
        kept.gaps().stream()
            .filter(gap -> gap.kind() == CallGap.Kind.HEADER)
            .map(CallGap::name)
            .collect(Collectors.toSet()));
    draft.show(kept.spec());
    notice.set(notKept(kept));
  }

  /** What is missing of a call, in a sentence; empty for nothing. */
  static String notKept(KeptCall kept) {
    return kept.gaps().isEmpty()
        ? ""
        : Texts.of(
            "call.not-kept",
            kept.gaps().stream().map(CallMemory::text).collect(Collectors.joining(", ")));
  }

  private static String text(CallGap gap) {
    return switch (gap.kind()) {
      case HEADER -> Texts.of("call.gap-header", gap.name());
      case PATH -> Texts.of("call.gap-path");
      case QUERY -> Texts.of("call.gap-query", gap.name());
      case FIELD -> Texts.of("call.gap-field", gap.name());
      case BODY -> Texts.of("call.gap-body");
    };
  }

  /** Saves what is written under a name; what went wrong is said. */
  public boolean save(String name) {
    Optional<FunctionRef> of = function.getValue();
    if (of.isEmpty()) {
      notice.set(Texts.of("call.choose-first"));
      return false;
    }
    return switch (book.save(name, draft.written(of.get()))) {
      case Outcome.Ok<NamedCall>(NamedCall done) -> {
        notice.set(Texts.of("call.saved-as", done.name()));
        yield true;
      }
      case Outcome.Failed<NamedCall>(Failure failure) -> {
        notice.set(failure.explanation() + " " + failure.remedy());
        yield false;
      }
    };
  }

  /** Forgets a saved call. */
  public void remove(NamedCall named) {
    function.getValue().ifPresent(of -> book.remove(of, named.name()));
  }

  private void list() {
    saved.set(function.getValue().map(book::named).orElse(List.of()));
  }

  /** Keeps what is written as the last input of the function. */
  void remember() {
    keepFor(function.getValue());
  }

  private void keepFor(Optional<FunctionRef> of) {
    of.ifPresent(
        called -> {
          book.remember(draft.written(called));
          isUnkept = false;
        });
  }

  @Override
  public void close() {
    remember();
    subscription.close();
  }
}
