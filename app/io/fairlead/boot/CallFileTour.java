package io.fairlead.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TreeView;

/** The pictures of call files: none, some with what came of them, a file, a folder that is gone. */
final class CallFileTour {

  private static final String HARBOUR =
      """
      @berth = 7

      ### echo
      # @expect status 200
      # @expect body contains ahoy
      # @expect time < 2s
      POST {{gateway}}/function/echo
      Content-Type: application/json

      {"greeting": "{{greeting}}", "berth": {{berth}}}

      ### echo later
      # @async
      # @expect status 200
      # @expect body contains tide
      POST {{gateway}}/function/echo

      high tide

      ### status is good
      # @expect status 200
      # @expect header content-type contains json
      GET {{gateway}}/function/status?code=503

      ### word count
      # @expect status 200
      POST {{gateway}}/function/word-count

      one two three
      """;
  private static final String BROKEN =
      """
      ### spelt wrong
      # @expect stauts 200
      GET {{gateway}}/function/echo
      """;

  private final Console console;
  private final Stagehand hand;
  private final Pictures pictures;
  private final Path folder;

  CallFileTour(Console console, Stagehand hand, Pictures pictures, Path data) {
    this.console = console;
    this.hand = hand;
    this.pictures = pictures;
    this.folder = data.resolve("harbour-calls");
  }

  void visit() throws IOException {
    hand.act(() -> console.shell().showTool("call-files"));
    pictures.take("call-files", "empty");
    write();
    hand.act(() -> console.shell().callFiles().open(folder));
    hand.untilShown("call-files-tree");
    hand.until("the rows", () -> rows() > 5);
    hand.until("the environments", () -> environments().getItems().size() > 1);
    hand.act(() -> environments().getSelectionModel().select(1));
    hand.press("call-files-run-all");
    hand.until("the end of the run", () -> hand.find("call-files-stop").isDisabled());
    hand.act(() -> tree().getSelectionModel().select(5));
    hand.press("call-files-source");
    hand.comesTrue(Duration.ofSeconds(1), () -> false);
    pictures.take("call-files", "filled");
    hand.act(() -> tree().getSelectionModel().select(2));
    pictures.take("call-files", "broken");
    Files.move(folder, folder.resolveSibling("moved"));
    hand.untilShown("call-files-open");
    pictures.take("call-files", "gone");
    hand.act(() -> console.shell().showTool("explorer"));
    hand.act(() -> console.shell().callFiles().closeFiles());
  }

  private int rows() {
    return tree().getExpandedItemCount();
  }

  private ComboBox<?> environments() {
    return (ComboBox<?>) hand.find("call-files-environment");
  }

  private TreeView<?> tree() {
    return (TreeView<?>) hand.find("call-files-tree");
  }

  private void write() throws IOException {
    Files.createDirectories(folder.resolve("wip"));
    Files.writeString(folder.resolve("harbour.http"), HARBOUR);
    Files.writeString(folder.resolve("wip/broken.http"), BROKEN);
    Files.writeString(
        folder.resolve("http-client.env.json"),
        "{\"dev\": {\"greeting\": \"ahoy\"}, \"production\": {\"greeting\": \"good morning\"}}");
  }
}
