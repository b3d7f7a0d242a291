package io.fairlead.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/**
 * One docked tab.
 *
 * @param key the place it shows; a place is open at most once
 * @param title its title, which may change
 * @param icon before the title
 * @param node what it shows
 * @param onClose ends what feeds it
 */
record Editor(Object key, ObservableValue<String> title, Ikon icon, Node node, Runnable onClose) {}
