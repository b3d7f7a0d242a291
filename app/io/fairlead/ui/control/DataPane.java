package io.fairlead.ui.control;

import io.fairlead.model.Failure;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The place of some data: shows the data, or in its stead that it is on its way, that there is
 * none, or why it did not come and what can be done.
 */
public final class DataPane extends StackPane {

  private @Nullable Node content;

  /** An empty place. */
  public DataPane() {
    getStyleClass().add("data-pane");
  }

  /** Sets what shows the data; it is kept while something else stands in its place. */
  public void setContent(Node node) {
    content = node;
    showContent();
  }

  /** Shows the data. */
  public void showContent() {
    if (content != null
        && !(getChildren().size() == 1 && getChildren().getFirst().equals(content))) {
      getChildren().setAll(content);
    }
  }

  /** Says that the data is on its way. */
  public void showBusy(String text) {
    ProgressIndicator ring = new ProgressIndicator();
    ring.setMaxSize(26, 26);
    getChildren().setAll(column("busy", ring, text, "", null));
  }

  /** Says that there is none, and perhaps what makes some. */
  public void showEmpty(Ikon icon, String text, String hint, @Nullable Button action) {
    getChildren().setAll(column("empty", new FontIcon(icon), text, hint, action));
  }

  /** Says that there is none, and in which ways some can be made. */
  public void showOffer(Ikon icon, String text, String hint, List<Button> actions) {
    VBox ways = new VBox(6);
    ways.setAlignment(Pos.CENTER);
    ways.getChildren().setAll(actions);
    getChildren().setAll(column("empty", new FontIcon(icon), text, hint, ways));
  }

  /** Says why it did not come, and offers to try again where that makes sense. */
  public void showFailure(Failure failure, @Nullable Runnable retry) {
    Button again = null;
    if (retry != null && failure.offer() == Failure.Offer.RETRY) {
      again = new Button(Texts.of("failure.retry"), new FontIcon(Feather.REFRESH_CW));
      again.setOnAction(event -> retry.run());
    }
    VBox column =
        column(
            "failed",
            new FontIcon(Feather.ALERT_CIRCLE),
            failure.explanation(),
            failure.remedy(),
            again);
    Label where = new Label(Texts.of("failure.where", failure.attempt(), failure.where()));
    where.getStyleClass().add("failure-remedy");
    column.getChildren().add(Math.min(3, column.getChildren().size()), where);
    getChildren().setAll(column);
  }

  private static VBox column(
      String state, Node sign, String title, String hint, @Nullable Node action) {
    Label heading = new Label(title);
    heading.getStyleClass().add("failure-title");
    heading.setWrapText(true);
    heading.setTextAlignment(TextAlignment.CENTER);
    VBox column = new VBox(sign, heading);
    column.getStyleClass().addAll("failure", state);
    column.setAlignment(Pos.CENTER);
    column.setMaxWidth(560);
    if (!hint.isEmpty()) {
      Label remedy = new Label(hint);
      remedy.getStyleClass().add("failure-remedy");
      remedy.setWrapText(true);
      remedy.setTextAlignment(TextAlignment.CENTER);
      column.getChildren().add(remedy);
    }
    if (action != null) {
      column.getChildren().add(action);
    }
    return column;
  }
}
