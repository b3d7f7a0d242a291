package io.fairlead.ui.control.chart;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Measures texts of one font; remembers a few hundred. FX thread. */
final class TextWidths {

  private static final int REMEMBERED = 512;

  private final Text text = new Text();
  private final Map<String, Double> widths = new HashMap<>();
  private double lineHeight;

  TextWidths() {
    setFont(Font.getDefault());
  }

  void setFont(Font font) {
    text.setFont(font);
    widths.clear();
    text.setText("0g");
    lineHeight = Math.ceil(text.getLayoutBounds().getHeight());
  }

  Font font() {
    return text.getFont();
  }

  double lineHeight() {
    return lineHeight;
  }

  double of(String content) {
    Double known = widths.get(content);
    if (known != null) {
      return known;
    }
    if (widths.size() >= REMEMBERED) {
      widths.clear();
    }
    text.setText(content);
    double width = text.getLayoutBounds().getWidth();
    widths.put(content, width);
    return width;
  }

  /** The text, cut at its end where it is too long. */
  String fitted(String content, double width) {
    if (of(content) <= width) {
      return content;
    }
    for (int keep = content.length() - 1; keep > 0; keep--) {
      String shorter = content.substring(0, keep) + "…";
      if (of(shorter) <= width) {
        return shorter;
      }
    }
    return "…";
  }
}
