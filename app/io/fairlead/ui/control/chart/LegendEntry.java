package io.fairlead.ui.control.chart;

import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

/** One series of a legend: its line, its name, its last value; pressed in while it is shown. */
public final class LegendEntry extends ToggleButton {

  private final Content content = new Content();

  LegendEntry(String name) {
    getStyleClass().add("legend-entry");
    setGraphic(content);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setText(name);
    setMnemonicParsing(false);
    content.name.setText(name);
  }

  /** Sets what changes with each tick; lays out nothing unless the value needs more room. */
  void show(PlottedLine line, Color colour, String value) {
    content.show(line.look(), colour, value);
    setAccessibleText(getText() + ", " + value);
    if (isSelected() != line.shown()) {
      setSelected(line.shown());
    }
  }

  /** The last value as it is shown. */
  public String value() {
    return content.value.getText();
  }

  /** Its children are placed by hand: a new value must not lay out the legend. */
  private static final class Content extends Region {

    private static final double SWATCH = 14;
    private static final double GAP = 6;

    private final Line line = new Line(0, 0, SWATCH, 0);
    private final Text name = new Text();
    private final Text value = new Text();
    private double room;

    Content() {
      line.getStyleClass().add("legend-line");
      name.getStyleClass().add("legend-name");
      value.getStyleClass().add("legend-value");
      line.setManaged(false);
      name.setManaged(false);
      value.setManaged(false);
      getChildren().addAll(line, name, value);
      name.fontProperty()
          .subscribe(
              () -> {
                room = 0;
                requestLayout();
              });
    }

    void show(SeriesLook look, Color colour, String text) {
      if (!colour.equals(line.getStroke())) {
        line.setStroke(colour);
        line.getStrokeDashArray().clear();
        for (double dash : look.dashes()) {
          line.getStrokeDashArray().add(dash);
        }
      }
      if (!text.equals(value.getText())) {
        value.setText(text);
        if (value.getLayoutBounds().getWidth() > room) {
          requestLayout();
        } else {
          value.setX(right() - value.getLayoutBounds().getWidth());
        }
      }
    }

    private double right() {
      return SWATCH + GAP + name.getLayoutBounds().getWidth() + GAP + room;
    }

    @Override
    protected double computePrefWidth(double height) {
      room = Math.max(room, Math.ceil(value.getLayoutBounds().getWidth()));
      return Math.ceil(right());
    }

    @Override
    protected double computePrefHeight(double width) {
      return Math.ceil(name.getLayoutBounds().getHeight());
    }

    @Override
    protected void layoutChildren() {
      double baseline = name.getBaselineOffset();
      double middle = Math.round(getHeight() / 2) + 0.5;
      line.setStartY(middle);
      line.setEndY(middle);
      name.setX(SWATCH + GAP);
      name.setY(baseline);
      value.setX(right() - value.getLayoutBounds().getWidth());
      value.setY(baseline);
    }
  }
}
