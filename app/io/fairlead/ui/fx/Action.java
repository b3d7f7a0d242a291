package io.fairlead.ui.fx;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Something an operator can do, once, for every door to it: menu, toolbar, context menu.
 *
 * @param id stable, for example {@code deploy-function}; controls made from it carry {@code
 *     action-ID} and {@code menu-ID}
 * @param text sentence case, verb and object
 * @param icon what a toolbar shows
 * @param shortcut the accelerator, where there is one
 * @param enabled whether it makes sense now
 * @param run does it, on the FX thread
 */
public record Action(
    String id,
    String text,
    Ikon icon,
    Optional<KeyCombination> shortcut,
    ObservableBooleanValue enabled,
    Runnable run) {

  /** An action whose text is {@code action.ID} in the bundle. */
  public static Action of(
      String id, Ikon icon, String shortcut, ObservableBooleanValue enabled, Runnable run) {
    return new Action(
        id,
        Texts.of("action." + id),
        icon,
        shortcut.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(shortcut)),
        enabled,
        run);
  }

  /** A menu item, with icon and accelerator. */
  public MenuItem toMenuItem() {
    MenuItem item = new MenuItem(text, new FontIcon(icon));
    item.setId("menu-" + id);
    shortcut.ifPresent(item::setAccelerator);
    item.disableProperty().bind(Bindings.not(enabled));
    item.setOnAction(event -> run.run());
    return item;
  }

  /** A button with icon and text. */
  public Button toButton() {
    Button button = new Button();
    bind(button);
    return button;
  }

  /** A button with the icon alone; the text is its tooltip and its accessible name. */
  public Button toIconButton() {
    Button button = toButton();
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  /** Gives a button of the FXML this action's text, icon, state and run. */
  public void bind(ButtonBase button) {
    button.setId("action-" + id);
    button.setText(text);
    button.setGraphic(new FontIcon(icon));
    button.setAccessibleText(text);
    button.setTooltip(
        new Tooltip(shortcut.map(keys -> text + "  " + keys.getDisplayText()).orElse(text)));
    button.disableProperty().bind(Bindings.not(enabled));
    button.setOnAction(event -> run.run());
  }
}
