package io.fairlead.ui.control;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;

/** Snapshots as files and as counts of pixels. */
final class Pictures {

  private Pictures() {}

  static Path write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(copy, "png", file.toFile());
    return file;
  }

  /** How many pixels of a rectangle are not white. */
  static int drawn(WritableImage image, int left, int top, int right, int bottom) {
    return count(image, left, top, right, bottom, at -> !at.equals(Color.WHITE));
  }

  /** How many pixels of a rectangle have the hue of a colour, however thin the line they edge. */
  static int hued(WritableImage image, int left, int top, int right, int bottom, Color colour) {
    return count(
        image,
        left,
        top,
        right,
        bottom,
        at -> at.getSaturation() > 0.25 && Math.abs(at.getHue() - colour.getHue()) % 360 < 12);
  }

  private static int count(
      WritableImage image, int left, int top, int right, int bottom, Predicate<Color> wanted) {
    int found = 0;
    for (int y = Math.max(0, top); y < Math.min(bottom, image.getHeight()); y++) {
      for (int x = Math.max(0, left); x < Math.min(right, image.getWidth()); x++) {
        found += wanted.test(image.getPixelReader().getColor(x, y)) ? 1 : 0;
      }
    }
    return found;
  }
}
