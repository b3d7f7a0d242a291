package io.fairlead.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SparklineTest {

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.asyncFx(
            () ->
                Application.setUserAgentStylesheet(
                    new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet()))
        .get();
  }

  private static WritableImage picture(double... values) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              Sparkline sparkline = new Sparkline();
              sparkline.setStyle("-fx-background-color: white;");
              sparkline.setValues(values);
              return new Scene(sparkline, 100, 20).snapshot(null);
            })
        .get();
  }

  private static int count(WritableImage image, int left, int top, int right, int bottom) {
    return Pictures.drawn(image, left, top, right, bottom);
  }

  @Test
  void theNewestValueStandsAtTheRight() throws Exception {
    double[] values = new double[50];
    values[49] = 10;

    WritableImage image = picture(values);

    assertThat(count(image, 90, 0, 100, 8)).isPositive();
    assertThat(count(image, 0, 0, 80, 8)).isZero();
  }

  @Test
  void aGapIsEmpty() throws Exception {
    double[] values = new double[50];
    Arrays.fill(values, 5);
    Arrays.fill(values, 20, 30, Double.NaN);

    WritableImage image = picture(values);

    assertThat(count(image, 5, 0, 35, 20)).isPositive();
    assertThat(count(image, 43, 0, 57, 20)).isZero();
  }

  @Test
  void nothingAndNothingButGapsDrawNothing() throws Exception {
    assertThat(count(picture(), 0, 0, 100, 20)).isZero();
    assertThat(count(picture(Double.NaN, Double.NaN), 0, 0, 100, 20)).isZero();
  }
}
