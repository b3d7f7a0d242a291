package io.fairlead.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** Light or dark: AtlantaFX Primer under this project's own tokens and compact sizes. */
public enum Theme {
  LIGHT("theme-light", "/views/theme/tokens-light.css"),
  DARK("theme-dark", "/views/theme/tokens-dark.css");

  private static final List<String> SHARED_SHEETS =
      List.of(
          "/views/theme/compact.css",
          "/views/theme/dock.css",
          "/views/call/request.css",
          "/views/call/call.css",
          "/views/probe/probe.css");

  private final String styleClass;
  private final String tokens;

  Theme(String styleClass, String tokens) {
    this.styleClass = styleClass;
    this.tokens = tokens;
  }

  /** The other one. */
  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** Dresses a scene; on the FX thread. */
  public void applyTo(Scene scene) {
    Application.setUserAgentStylesheet(
        this == LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    List<String> sheets = new ArrayList<>();
    sheets.add(url(tokens));
    SHARED_SHEETS.forEach(sheet -> sheets.add(url(sheet)));
    scene.getStylesheets().setAll(sheets);
    scene.getRoot().getStyleClass().removeAll(LIGHT.styleClass, DARK.styleClass);
    scene.getRoot().getStyleClass().add(styleClass);
  }

  private static String url(String sheet) {
    return Objects.requireNonNull(Theme.class.getResource(sheet), sheet).toExternalForm();
  }
}
