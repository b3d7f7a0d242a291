package io.fairlead.ui.call;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CurlCommand;
import io.fairlead.calls.FaasCliCommand;
import io.fairlead.model.Outcome;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import okhttp3.HttpUrl;

/**
 * A call as text: copied as curl and as faas-cli, and read back from a pasted curl command; written
 * into a file of calls.
 */
final class CallMenu {

  private final CallViewModel model;
  private final FileQuestion callFile;
  private Consumer<CallSpec> openProbe = _ -> {};

  CallMenu(CallViewModel model) {
    this(model, new SaveToCallFile());
  }

  /** A menu that asks in its own way for the file of calls to write to. */
  CallMenu(CallViewModel model, FileQuestion callFile) {
    this.model = model;
    this.callFile = callFile;
  }

  List<MenuItem> items() {
    return List.of(
        item("call-copy-curl", Texts.of("call.copy-curl"), this::copyCurl),
        item("call-copy-faas-cli", Texts.of("call.copy-faas-cli"), this::copyFaasCli),
        new SeparatorMenuItem(),
        item("call-paste-curl", Texts.of("call.paste-curl"), this::pasteCurl),
        item("call-save-to-file", Texts.of("call.save-to-file"), this::saveToFile),
        new SeparatorMenuItem(),
        item("call-load-probe", Texts.of("call.load-probe"), this::probe));
  }

  void onProbe(Consumer<CallSpec> open) {
    openProbe = open;
  }

  /** Opens the load probe with what is written. */
  void probe() {
    written().ifPresentOrElse(openProbe, () -> say(Texts.of("call.choose-first")));
  }

  private static MenuItem item(String id, String text, Runnable run) {
    MenuItem item = new MenuItem(text);
    item.setId(id);
    item.setOnAction(event -> run.run());
    return item;
  }

  private void copyCurl() {
    written()
        .ifPresentOrElse(
            spec -> copy(CurlCommand.of(spec, base()), Texts.of("call.copied-curl")),
            () -> say(Texts.of("call.choose-first")));
  }

  private void copyFaasCli() {
    Optional<CallSpec> written = written();
    if (written.isEmpty()) {
      say(Texts.of("call.choose-first"));
      return;
    }
    FaasCliCommand command = FaasCliCommand.of(written.get(), base());
    if (command.text().isEmpty()) {
      say(command.reason().orElse(""));
    } else {
      copy(command.text(), command.reason().orElseGet(() -> Texts.of("call.copied-faas-cli")));
    }
  }

  private Optional<CallSpec> written() {
    return model
        .session()
        .flatMap(session -> model.functionProperty().get())
        .map(model.draft()::toSpec);
  }

  private HttpUrl base() {
    return model.session().orElseThrow().connection().url();
  }

  private void copy(String text, String about) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    say(about);
  }

  private void say(String text) {
    model.memory().noticeProperty().set(text);
  }

  private void saveToFile() {
    Optional<CallSpec> written = written();
    if (written.isEmpty()) {
      say(Texts.of("call.choose-first"));
      return;
    }
    callFile
        .ask(null)
        .ifPresent(
            file ->
                model
                    .worker()
                    .execute(
                        () -> {
                          String said = SaveToCallFile.save(file, written.get());
                          model.door().post(List.of(this, "saved"), () -> say(said));
                        }));
  }

  private void pasteCurl() {
    String text = Clipboard.getSystemClipboard().getString();
    List<Connection> gateways =
        model.sessionsToPasteFor().stream().map(GatewaySession::connection).toList();
    if (text == null || text.isBlank() || gateways.isEmpty()) {
      say(Texts.of("call.nothing-to-paste"));
      return;
    }
    model
        .worker()
        .execute(
            () ->
                parse(text, gateways)
                    .either(
                        parsed -> model.door().post(this, () -> take(parsed)),
                        failure ->
                            model
                                .door()
                                .post(
                                    this,
                                    () -> say(failure.explanation() + " " + failure.remedy()))));
  }

  /** A call of the gateway that the command's address names, or else of the first. */
  private static Outcome<CurlCommand.Parsed> parse(String text, List<Connection> gateways) {
    List<Outcome<CurlCommand.Parsed>> read =
        gateways.stream().map(to -> CurlCommand.parse(text, to.id(), to.url())).toList();
    return read.stream()
        .filter(
            one ->
                one instanceof Outcome.Ok<CurlCommand.Parsed>(CurlCommand.Parsed parsed)
                    && parsed.otherServer().isEmpty())
        .findFirst()
        .orElseGet(read::getFirst);
  }

  private void take(CurlCommand.Parsed parsed) {
    List<String> about = new ArrayList<>();
    about.add(Texts.of("call.pasted-curl"));
    parsed.otherServer().ifPresent(other -> about.add(Texts.of("call.pasted-other", other)));
    about.addAll(parsed.notes());
    model.take(parsed.spec(), String.join(" ", about));
  }
}
