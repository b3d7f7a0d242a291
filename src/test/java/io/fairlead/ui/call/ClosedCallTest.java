package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;

import io.fairlead.calls.CallBook;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.lang.ref.WeakReference;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing holds a call editor that was closed, nor the answer that it showed. */
class ClosedCallTest {

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final CallBook book = CallBook.inMemory();
  private final Door door = onFx(FxDoor::new);
  private GatewaySession session;
  private Stage stage;
  private StackPane root;

  @BeforeEach
  void open() {
    FxRuntime.start();
    session = place.open("prod", gateway.url());
    gateway.on("POST /function/echo.openfaas-fn", 200, "{\"tide\": \"high\"}\n".repeat(10_000));
    onFx(
        () -> {
          root = new StackPane();
          Scene scene = new Scene(root, 1000, 700);
          Theme.LIGHT.applyTo(scene);
          stage = new Stage();
          stage.setScene(scene);
          stage.show();
        });
  }

  @AfterEach
  void close() {
    onFx(stage::close);
    place.close();
    gateway.close();
  }

  @Test
  void aClosedEditorIsCollected() {
    WeakReference<CallView> closed = useAndClose();
    // Another takes the keyboard and the caches that remember the last of their kind.
    useAndClose();
    Await.until(
        "nobody to hold the editor",
        () -> {
          System.gc();
          return closed.get() == null;
        });
  }

  private WeakReference<CallView> useAndClose() {
    CallViewModel model =
        onFx(
            () ->
                new CallViewModel(
                    session,
                    Workplace.function("prod", "echo"),
                    new InboxLink(place.inbox()),
                    book,
                    door));
    CallView view = onFx(() -> new CallView(model));
    Operator operator = new Operator(stage.getScene());
    onFx(() -> root.getChildren().setAll(view.root()));
    onFx(model::send);
    operator.until(
        "the answer", () -> model.responseProperty().get().phase() == ResponseModel.Phase.ANSWERED);
    operator.readsEventually("response-body", text -> text.contains("tide"));
    onFx(
        () -> {
          root.getChildren().clear();
          view.close();
          model.close();
        });
    return new WeakReference<>(view);
  }
}
