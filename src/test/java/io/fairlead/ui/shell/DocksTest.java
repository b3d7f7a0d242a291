package io.fairlead.ui.shell;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.ui.fx.Theme;
import java.util.function.ToDoubleFunction;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

/** The window's own parts, when it is made larger or smaller. */
class DocksTest {

  private final Region explorer = new Region();
  private final Region inbox = new Region();
  private Docks docks;
  private Stage stage;

  @BeforeEach
  void open() {
    FxRuntime.start();
    onFx(
        () -> {
          docks = new Docks(new Region());
          docks.addTool(Docks.Stripe.LEFT, "explorer", "Explorer", Feather.LIST, explorer);
          docks.addTool(Docks.Stripe.BOTTOM, "inbox", "Inbox", Feather.INBOX, inbox);
          Scene scene = new Scene(docks.node(), 1280, 800);
          Theme.LIGHT.applyTo(scene);
          stage = new Stage();
          stage.setScene(scene);
          stage.show();
          docks.arrange();
        });
  }

  @AfterEach
  void close() {
    onFx(() -> stage.close());
  }

  @Test
  void theExplorerAndTheInboxKeepTheirSizesWhenTheWindowChanges() {
    settled(explorer, Region::getWidth);
    settled(inbox, Region::getHeight);
    double width = onFx(explorer::getWidth);
    double height = onFx(inbox::getHeight);
    for (int[] size : new int[][] {{1000, 700}, {1600, 1000}}) {
      onFx(
          () -> {
            stage.setWidth(size[0]);
            stage.setHeight(size[1]);
          });
      Await.until("the new size", () -> onFx(() -> docks.node().getWidth() > size[0] - 100));
      Await.until("the layout", () -> !onFx(() -> docks.node().isNeedsLayout()));
      assertThat(onFx(explorer::getWidth)).isBetween(width - 2, width + 2);
      assertThat(onFx(inbox::getHeight)).isBetween(height - 2, height + 2);
    }
  }

  @Test
  void aToolWindowComesToTheFrontOfItsStripeAndGoesWhereItIsAskedForAgain() {
    onFx(
        () ->
            docks.addTool(Docks.Stripe.BOTTOM, "history", "History", Feather.CLOCK, new Region()));
    onFx(() -> docks.showTool("inbox"));
    onFx(() -> docks.toggleTool("history"));
    assertThat(onFx(() -> docks.isToolShown("history"))).isTrue();
    assertThat(onFx(() -> docks.isToolShown("inbox"))).isFalse();
    onFx(() -> docks.toggleTool("history"));
    assertThat(onFx(() -> docks.isToolShown("history"))).isFalse();
    onFx(() -> docks.toggleTool("inbox"));
    assertThat(onFx(() -> docks.isToolShown("inbox"))).isTrue();
  }

  private static void settled(Region region, ToDoubleFunction<Region> size) {
    Await.until("a size", () -> onFx(() -> size.applyAsDouble(region)) > 50);
  }
}
