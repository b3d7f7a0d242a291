package io.fairlead.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.files.AtomicFile;
import io.fairlead.ui.fx.Theme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** The pictures of one run and their index; takes each state in every wanted theme. */
final class Pictures {

  /** One picture. */
  record Entry(String file, String screen, String state, String theme, int width, int height) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final List<Theme> themes;
  private final Stagehand stagehand;
  private final List<Entry> taken = new ArrayList<>();

  Pictures(Path folder, List<Theme> themes, Stagehand stagehand) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.themes = themes;
    this.stagehand = stagehand;
  }

  /** Takes what the window shows now. */
  void take(String screen, String state) throws IOException {
    for (Theme theme : themes) {
      String name = theme.name().toLowerCase(Locale.ROOT);
      WritableImage image = stagehand.capture(theme);
      String file = screen + "-" + state + "-" + name + ".png";
      AtomicFile.write(folder.resolve(file), png(image));
      taken.add(
          new Entry(file, screen, state, name, (int) image.getWidth(), (int) image.getHeight()));
    }
  }

  /** Writes {@code index.json}; returns how many pictures there are. */
  int writeIndex() throws IOException {
    AtomicFile.write(folder.resolve("index.json"), JSON.writeValueAsBytes(taken));
    return taken.size();
  }

  private static byte[] png(WritableImage image) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(copy, "png", bytes);
    return bytes.toByteArray();
  }
}
