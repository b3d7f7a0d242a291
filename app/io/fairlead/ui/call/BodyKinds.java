package io.fairlead.ui.call;

import atlantafx.base.theme.Styles;
import io.fairlead.ui.fx.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** The kinds of a body side by side, of which one is pressed; the arrow keys go through them. */
final class BodyKinds extends HBox {

  private final Map<BodyModel.Kind, ToggleButton> buttons = new EnumMap<>(BodyModel.Kind.class);
  private final ToggleGroup group = new ToggleGroup();

  BodyKinds(ObjectProperty<BodyModel.Kind> kind) {
    setId("call-body-kind");
    setAccessibleText(Texts.of("request.kind"));
    for (BodyModel.Kind one : BodyModel.Kind.values()) {
      add(one, kind);
    }
    List<ToggleButton> all = List.copyOf(buttons.values());
    for (int i = 0; i < all.size(); i++) {
      all.get(i)
          .getStyleClass()
          .addAll(
              Styles.SMALL,
              i == 0
                  ? Styles.LEFT_PILL
                  : i == all.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
    }
    kind.addListener((observable, before, now) -> select(now));
    select(kind.get());
  }

  private void add(BodyModel.Kind one, ObjectProperty<BodyModel.Kind> kind) {
    ToggleButton button = new ToggleButton(name(one));
    button.setId("call-body-kind-" + id(one));
    button.setToggleGroup(group);
    button.setMinWidth(USE_PREF_SIZE);
    button
        .selectedProperty()
        .addListener(
            (observable, before, now) -> {
              if (now) {
                kind.set(one);
              } else if (kind.get() == one && group.getSelectedToggle() == null) {
                // Pressed again: one kind is always chosen.
                button.setSelected(true);
              }
            });
    buttons.put(one, button);
    getChildren().add(button);
  }

  /** Puts the keyboard on the chosen one. */
  void focus() {
    if (group.getSelectedToggle() instanceof ToggleButton button) {
      button.requestFocus();
    }
  }

  private void select(BodyModel.Kind kind) {
    ToggleButton button = buttons.get(kind);
    if (button != null) {
      group.selectToggle(button);
    }
  }

  private static String name(BodyModel.Kind kind) {
    return switch (kind) {
      case NONE -> Texts.of("request.none");
      case TEXT -> Texts.of("request.text");
      case JSON -> Texts.of("request.json");
      case FORM -> Texts.of("request.form");
      case MULTIPART -> Texts.of("request.multipart");
      case FILE -> Texts.of("request.file");
      case BINARY -> Texts.of("request.binary");
    };
  }

  private static String id(BodyModel.Kind kind) {
    return switch (kind) {
      case NONE -> "none";
      case TEXT -> "text";
      case JSON -> "json";
      case FORM -> "form";
      case MULTIPART -> "multipart";
      case FILE -> "file";
      case BINARY -> "binary";
    };
  }
}
