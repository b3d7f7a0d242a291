package io.fairlead.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.FxRuntime;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class ThemeTest {

  @Test
  void aSceneWearsOneThemeAtATime() {
    Scene scene =
        FxRuntime.onFx(
            () -> {
              Scene made = new Scene(new StackPane());
              Theme.DARK.applyTo(made);
              Theme.LIGHT.applyTo(made);
              Theme.LIGHT.applyTo(made);
              return made;
            });
    assertThat(scene.getRoot().getStyleClass())
        .contains("theme-light")
        .doesNotContain("theme-dark")
        .doesNotHaveDuplicates();
    assertThat(scene.getStylesheets())
        .doesNotHaveDuplicates()
        .anyMatch(sheet -> sheet.endsWith("tokens-light.css"))
        .noneMatch(sheet -> sheet.endsWith("tokens-dark.css"));
  }

  @Test
  void eachThemeHasTheOther() {
    assertThat(List.of(Theme.LIGHT.other(), Theme.DARK.other()))
        .containsExactly(Theme.DARK, Theme.LIGHT);
  }
}
