package io.fairlead.ui.control.code;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Below a viewer: how much there is, what is selected, and how it is shown. */
final class ViewerStrip extends HBox {

  private final Label info = new Label();
  private final Label note = new Label();
  private final ToggleButton follow = new ToggleButton(Texts.of("viewer.follow"));
  private final ToggleButton inHex = new ToggleButton(Texts.of("viewer.hex"));
  private long selected;

  ViewerStrip(String prefix, BooleanProperty hex, BooleanProperty follows) {
    getStyleClass().add("viewer-strip");
    info.setId(prefix + "-info");
    note.setId(prefix + "-copied");
    info.setMinWidth(Region.USE_PREF_SIZE);
    note.setMinWidth(0);
    inHex.setId(prefix + "-hex");
    inHex.setTooltip(new Tooltip(Texts.of("viewer.hex-hint")));
    inHex.selectedProperty().bindBidirectional(hex);
    follow.setId(prefix + "-follow");
    follow.setTooltip(new Tooltip(Texts.of("viewer.follow-hint")));
    follow.selectedProperty().bindBidirectional(follows);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(info, note, gap, follow, inHex);
    setFollowShown(false);
  }

  void clear() {
    info.setText("");
    note.setText("");
  }

  void setHexOffered(boolean offered) {
    inHex.setVisible(offered);
    inHex.setManaged(offered);
  }

  void setFollowShown(boolean shown) {
    follow.setVisible(shown);
    follow.setManaged(shown);
  }

  /** How much there is. */
  void tell(ShownBytes shown, boolean hex) {
    String size = Figures.bytes(shown.size());
    if (hex) {
      info.setText(size);
    } else {
      long lines = shown.text().lines();
      info.setText(
          shown.isIndexed()
              ? Texts.of("viewer.size", size, lines)
              : Texts.of("viewer.size-so-far", size, lines));
    }
  }

  /** How many rows are selected. */
  void selected(RowSelection selection) {
    long count = selection.isEmpty() ? 0 : selection.last() - selection.first() + 1;
    if (count != selected) {
      selected = count;
      note.setText(count > 1 ? Texts.of("viewer.selected", count) : "");
    }
  }

  /** What became of a copy. */
  void note(String words) {
    note.setText(words);
  }

  /** Why nothing more is shown. */
  void fail(String words) {
    info.setText(words);
  }
}
