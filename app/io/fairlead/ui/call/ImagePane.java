package io.fairlead.ui.call;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;

/** A body that is an image, decoded off the FX thread. */
final class ImagePane {

  private static final int LARGEST = 16 << 20;

  private final Executor worker;
  private final Door door;
  private final ImageView view = new ImageView();
  private final Label caption = new Label();
  private final ScrollPane scroll;
  private Body shown = Body.empty();

  ImagePane(String prefix, Executor worker, Door door) {
    this.worker = worker;
    this.door = door;
    view.setId(prefix + "-image");
    view.setPreserveRatio(true);
    caption.getStyleClass().add("caption");
    VBox box = new VBox(10, view, caption);
    box.setAlignment(Pos.CENTER);
    scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
  }

  Node node() {
    return scroll;
  }

  void show(Body body) {
    if (body.equals(shown)) {
      return;
    }
    shown = body;
    view.setImage(null);
    caption.setText("");
    worker.execute(() -> decode(body));
  }

  /** Lets go of the image, which is four bytes a pixel. */
  void clear() {
    shown = Body.empty();
    view.setImage(null);
  }

  private void decode(Body body) {
    String what = body.type() + ", " + Figures.bytes(body.arrived().size());
    try {
      Image image = new Image(new ByteArrayInputStream(body.readable().beginning(LARGEST)));
      door.post(this, () -> put(body, image, what));
    } catch (IOException _) {
      door.post(this, () -> caption.setText(Texts.of("call.broken-image", what)));
    }
  }

  private void put(Body body, Image image, String what) {
    if (!body.equals(shown)) {
      return;
    }
    view.setImage(image.isError() ? null : image);
    view.setAccessibleText(what);
    caption.setText(
        image.isError()
            ? Texts.of("call.broken-image", what)
            : Texts.of("call.image", what, (int) image.getWidth(), (int) image.getHeight()));
  }
}
