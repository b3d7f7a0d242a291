package io.fairlead.ui.callfile;

import io.fairlead.ui.call.Answers;
import io.fairlead.ui.call.ResponseModel;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The selected row of the tree and what came of it; answers are decoded on a worker. On the FX
 * thread.
 */
public final class CallDetails {

  /**
   * A request with its result.
   *
   * @param ran what came of it last, if it was run
   * @param stale whether its text was changed since
   * @param response its answer, or what stands in its place
   */
  public record Detail(
      CallNode.Request request, Optional<Ran> ran, boolean stale, ResponseModel response) {}

  private record Made(RunResults.Result result, ResponseModel response) {}

  private final RunResults results;
  private final Door door;
  private final Recomputation making;
  private final ReadOnlyObjectWrapper<Optional<CallNode>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Detail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private volatile CallNode.@Nullable Request wanted;

  // Of the computation alone.
  private @Nullable Made made;

  CallDetails(RunResults results, Executor worker, Door door) {
    this.results = results;
    this.door = door;
    this.making = new Recomputation(worker, this::make);
  }

  /** The row that is selected. */
  public ReadOnlyObjectProperty<Optional<CallNode>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The request that is selected, with its result. */
  public ReadOnlyObjectProperty<Optional<Detail>> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Selects a row; the same row with other content too. */
  public void select(Optional<CallNode> node) {
    selected.set(node);
    wanted = node.orElse(null) instanceof CallNode.Request request ? request : null;
    if (wanted == null) {
      detail.set(Optional.empty());
    } else {
      making.request();
    }
  }

  /** A result may be another one now; from any thread. */
  void request() {
    making.request();
  }

  private void make() {
    CallNode.Request now = wanted;
    if (now == null) {
      return;
    }
    Optional<RunResults.Result> result = results.result(now.key());
    Standing standing = results.standing(now.facts());
    ResponseModel response =
        standing.kind() == Standing.Kind.RUNNING
            ? ResponseModel.sending()
            : result.map(this::response).orElseGet(ResponseModel::none);
    Detail next =
        new Detail(
            now,
            result.map(RunResults.Result::ran),
            result.isPresent() && result.get().fingerprint() != now.facts().fingerprint(),
            response);
    door.post(
        List.of(this, "detail"),
        () -> {
          // The operator may have gone on to another row meanwhile.
          if (now.equals(wanted)) {
            detail.set(Optional.of(next));
          }
        });
  }

  private ResponseModel response(RunResults.Result result) {
    Made before = made;
    if (before != null && before.result().equals(result)) {
      return before.response();
    }
    Ran ran = result.ran();
    ResponseModel response =
        ran.reply()
            .map(
                reply ->
                    Answers.ofFile(reply, ran.hops(), ran.notes().stream().findFirst().orElse("")))
            .or(() -> ran.failure().map(Answers::ofFailure))
            .orElseGet(ResponseModel::none);
    made = new Made(result, response);
    return response;
  }
}
