package io.fairlead.ui.call;

import io.fairlead.model.Failure;
import io.fairlead.ui.fx.Texts;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done about a call whose result could not come back; there only while one is. */
final class NoWayBackBar extends HBox {

  private final Button address = new Button(Texts.of("inbox.address"));

  /**
   * A bar over an answer.
   *
   * @param queueAnyway queues the call without a result
   */
  NoWayBackBar(ReadOnlyObjectProperty<ResponseModel> answer, Runnable queueAnyway) {
    getStyleClass().add("notice");
    setId("call-no-way-back");
    Label text = new Label(Texts.of("call.no-way-back"));
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    address.setId("call-set-address");
    address.setMinWidth(Region.USE_PREF_SIZE);
    Button anyway = new Button(Texts.of("call.queue-anyway"));
    anyway.setId("call-queue-anyway");
    anyway.setMinWidth(Region.USE_PREF_SIZE);
    anyway.setOnAction(event -> queueAnyway.run());
    getChildren().setAll(new FontIcon(Feather.CORNER_DOWN_LEFT), text, address, anyway);
    answer.addListener((o, before, now) -> show(now));
    show(answer.get());
  }

  /** Has the operator asked where callbacks are received. */
  void onSetAddress(Runnable ask) {
    address.setOnAction(event -> ask.run());
  }

  private void show(ResponseModel answer) {
    boolean wanted = answer.failure().filter(Failure.NoWayBack.class::isInstance).isPresent();
    setVisible(wanted);
    setManaged(wanted);
  }
}
