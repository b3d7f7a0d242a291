package io.fairlead.ui.call;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.file.CallFileEdit;
import io.fairlead.calls.file.CallFileReader;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.ui.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Adds a call at the end of a file of calls, which is made where there is none. */
final class SaveToCallFile implements FileQuestion {

  @Override
  public Optional<Path> ask(@Nullable Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("call.choose-call-file"));
    chooser.setInitialFileName("calls.http");
    File chosen = chooser.showSaveDialog(owner);
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  /** Writes; blocks for the disk. What came of it, in a sentence or two. */
  static String save(Path chosen, CallSpec spec) {
    Path file = CallFileReader.isCallFile(chosen) ? chosen : chosen.resolveSibling(named(chosen));
    return switch (CallFileEdit.append(file, spec.function().name(), spec)) {
      case Outcome.Ok<CallFileEdit.Saved>(CallFileEdit.Saved saved)
          when saved.placeholders().isEmpty() ->
          Texts.of("call.saved-to-file", named(file));
      case Outcome.Ok<CallFileEdit.Saved>(CallFileEdit.Saved saved) ->
          Texts.of("call.saved-to-file", named(file))
              + " "
              + Texts.of("call.saved-placeholders", String.join(", ", saved.placeholders()));
      case Outcome.Failed<CallFileEdit.Saved>(Failure failure) ->
          failure.explanation() + " " + failure.remedy();
    };
  }

  private static String named(Path file) {
    String name = String.valueOf(file.getFileName());
    return CallFileReader.isCallFile(file) ? name : name + ".http";
  }
}
