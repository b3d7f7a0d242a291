package io.fairlead.ui.shell;

import io.fairlead.calls.file.ExampleFolder;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.net.Scope;
import io.fairlead.ui.callfile.CallFileDesk;
import io.fairlead.ui.callfile.CallFilesView;
import io.fairlead.ui.callfile.CallFilesViewModel;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;

/**
 * The tool window of call files within the window: its folder dialogs, its editors. On the FX
 * thread.
 */
public final class CallFileTool implements CallFileDesk, AutoCloseable {

  private static final String ID = "call-files";

  private final Screens screens;
  private final Docks docks;
  private final Navigator navigator;
  private final Door door;
  private final CallFilesViewModel model;
  private final CallFilesView view;
  private final Scope scope = new Scope("call-file-tool");

  CallFileTool(Screens screens, Docks docks, Navigator navigator, Door door) {
    this.screens = screens;
    this.docks = docks;
    this.navigator = navigator;
    this.door = door;
    this.model = screens.callFiles();
    this.view = new CallFilesView(model, this);
  }

  /** Adds the tool window to the left. */
  void dock() {
    docks.addTool(
        Docks.Stripe.LEFT, ID, Texts.of("callfile.title"), Feather.FILE_TEXT, view.root());
  }

  /** Opens a folder and brings the tool window to the front. */
  public void open(Path folder) {
    docks.showTool(ID);
    model.open(folder);
  }

  /** Closes the editors of call files. */
  public void closeFiles() {
    docks.closeEditors(
        docks.openPlaces().stream()
            .filter(Screens.CallFilePlace.class::isInstance)
            .collect(Collectors.toSet()));
  }

  @Override
  public Optional<Path> askFolder() {
    return ask(Texts.of("callfile.choose-folder"));
  }

  private Optional<Path> ask(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    File chosen = chooser.showDialog(view.root().getScene().getWindow());
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  @Override
  public void createExample() {
    ask(Texts.of("callfile.choose-example")).ifPresent(this::createExampleIn);
  }

  /** Writes an example for the functions of the chosen gateway, and opens it. */
  public void createExampleIn(Path folder) {
    List<FunctionRef> functions =
        model
            .session()
            .map(session -> session.snapshot().functions())
            .map(all -> all.stream().map(FunctionStatus::ref).toList())
            .orElse(List.of());
    scope.run(
        () ->
            ExampleFolder.write(folder, functions)
                .either(
                    written -> door.post(() -> written(folder)),
                    failure ->
                        door.post(
                            () ->
                                navigator.say(
                                    Texts.of(
                                        "status.problem",
                                        failure.attempt(),
                                        failure.where() + ": " + failure.explanation())))));
  }

  private void written(Path folder) {
    open(folder);
    navigator.say(Texts.of("callfile.example-written", folder));
  }

  @Override
  public void openFile(Path file) {
    docks.openEditor(new Screens.CallFilePlace(file), () -> screens.callFileEditor(model, file));
    // The dock gives the keyboard to what it opens; the operator is still choosing in the tree.
    door.post(this, view::focus);
  }

  @Override
  public void close() {
    scope.close();
    model.close();
  }
}
