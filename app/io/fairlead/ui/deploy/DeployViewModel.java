package io.fairlead.ui.deploy;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.registry.ImageReference;
import io.fairlead.registry.RegistryClient;
import io.fairlead.session.DeployWatch;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import okhttp3.HttpUrl;

/** A deployment in the making: what a registry offers, what is missing, how far it is. */
public final class DeployViewModel implements AutoCloseable {

  /** Contract 1.4, {@code service}. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  /** How long a name must stand still before a registry is asked about it. */
  private static final Duration TYPING = Duration.ofMillis(300);

  /** What a registry said to a question, or why it did not. */
  public record Choices(List<String> values, boolean asking, Optional<Failure> failure) {
    static Choices none() {
      return new Choices(List.of(), false, Optional.empty());
    }
  }

  private final GatewaySession session;
  private final DeployWatch watch;
  private final Door door;
  private final Consumer<String> tell;
  private final StringProperty registry = new SimpleStringProperty("");
  private final StringProperty repository = new SimpleStringProperty("");
  private final StringProperty tag = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty namespace = new SimpleStringProperty("");
  private final ObjectProperty<Map<String, String>> environment =
      new SimpleObjectProperty<>(Map.of());
  private final ObjectProperty<Map<String, String>> labels = new SimpleObjectProperty<>(Map.of());
  private final RegistryQuestion repositories;
  private final RegistryQuestion tags;
  private final ReadOnlyObjectWrapper<Optional<String>> mistake =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<DeployWatch.Step>> step =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String proposedName = "";
  private String proposedTag = "";
  private boolean underWay;
  private boolean closed;

  /**
   * A deployment to one gateway.
   *
   * @param timer lets a registry alone while its name or an image's is being typed
   * @param tell hears, on the FX thread, how a deployment ends whose sheet was closed
   */
  public DeployViewModel(
      GatewaySession session, DeployWatch watch, Door door, Timer timer, Consumer<String> tell) {
    this.tell = tell;
    this.session = session;
    this.watch = watch;
    this.door = door;
    this.repositories = new RegistryQuestion(door, timer);
    this.tags = new RegistryQuestion(door, timer);
    registry.addListener((o, before, now) -> registryChosen(TYPING));
    repository.addListener((o, before, now) -> repositoryChosen(now));
    List<String> namespaces = session.snapshot().namespaces();
    namespace.set(
        namespaces.contains("openfaas-fn")
            ? "openfaas-fn"
            : namespaces.stream().findFirst().orElse(""));
    session
        .connection()
        .registryUrl()
        .ifPresent(
            url -> {
              registry.set(hostOf(url));
              registryChosen(Duration.ZERO);
            });
  }

  private static String hostOf(HttpUrl url) {
    return url.host() + (url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port());
  }

  /** The gateway it goes to. */
  public GatewaySession session() {
    return session;
  }

  /** Registry host with port, as an image reference spells it. */
  public StringProperty registryProperty() {
    return registry;
  }

  /** Repository within the registry. */
  public StringProperty repositoryProperty() {
    return repository;
  }

  /** Tag or digest. */
  public StringProperty tagProperty() {
    return tag;
  }

  /** The function's name; proposed from the repository until it is edited. */
  public StringProperty nameProperty() {
    return name;
  }

  /** Where it is deployed. */
  public StringProperty namespaceProperty() {
    return namespace;
  }

  /** Environment. */
  public ObjectProperty<Map<String, String>> environmentProperty() {
    return environment;
  }

  /** Labels. */
  public ObjectProperty<Map<String, String>> labelsProperty() {
    return labels;
  }

  /** Repositories the registry lists. */
  public ReadOnlyObjectProperty<Choices> repositoriesProperty() {
    return repositories.choicesProperty();
  }

  /** Tags of the repository. */
  public ReadOnlyObjectProperty<Choices> tagsProperty() {
    return tags.choicesProperty();
  }

  /** What keeps it from being sent. */
  public ReadOnlyObjectProperty<Optional<String>> mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** How far it is; empty before it was sent. */
  public ReadOnlyObjectProperty<Optional<DeployWatch.Step>> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** The image reference that would be sent. */
  public String image() {
    String host = registry.get().strip();
    String path = repository.get().strip();
    String version = tag.get().strip();
    String base = host.isEmpty() ? path : host + "/" + path;
    if (version.isEmpty()) {
      return base;
    }
    // A tag has no colon; a digest has one behind its algorithm.
    return base + (version.indexOf(':') < 0 ? ":" : "@") + version;
  }

  /** The function it would become. */
  public FunctionRef function() {
    return new FunctionRef(session.connection().id(), namespace.get().strip(), name.get().strip());
  }

  /**
   * Checks, and sends when nothing is wrong and nothing is under way; on the FX thread, returns at
   * once.
   */
  public void deploy() {
    if (underWay) {
      return;
    }
    mistake.set(findMistake());
    if (mistake.get().isPresent()) {
      return;
    }
    FunctionSpec spec =
        FunctionSpec.of(name.get().strip(), namespace.get().strip(), image())
            .withEnvVars(environment.get())
            .withLabels(labels.get());
    underWay = true;
    // Not the sheet's own scope: a request on its way is not broken off by closing the sheet.
    Scope sending = new Scope("deploy-" + spec.name());
    sending.run(
        () -> {
          watch.run(spec, now -> door.post(this, () -> reached(now)), sending);
          sending.close();
        });
  }

  private void reached(DeployWatch.Step now) {
    // Ready is the end: what follows is another sheet's business.
    underWay = !(now instanceof DeployWatch.Step.NotReady);
    step.set(Optional.of(now));
    if (closed) {
      tellTheEnd(now);
    }
  }

  /** The sheet is gone: the end is told in the status line. */
  private void tellTheEnd(DeployWatch.Step now) {
    switch (now) {
      case DeployWatch.Step.Ready ready ->
          tell.accept(
              Texts.of(
                  "deploy.ready", ready.status().ref().name(), Figures.duration(ready.elapsed())));
      case DeployWatch.Step.NotReady notReady ->
          tell.accept(
              Texts.of(
                  "status.problem",
                  Texts.of("deploy.failed", name.get()),
                  notReady.failure().explanation()));
      case DeployWatch.Step.Sending _, DeployWatch.Step.Starting _ ->
          tell.accept(Texts.of("deploy.goes-on", name.get()));
    }
  }

  /** Back to the form after a failure. */
  public void edit() {
    if (!underWay) {
      step.set(Optional.empty());
    }
  }

  @Override
  public void close() {
    closed = true;
    if (underWay && step.get().isPresent()) {
      tellTheEnd(step.get().get());
    }
    repositories.close();
    tags.close();
  }

  private Optional<String> findMistake() {
    if (repository.get().isBlank()) {
      return Optional.of(Texts.of("deploy.no-image"));
    }
    if (ImageReference.parse(image()) instanceof Outcome.Failed<ImageReference>(Failure failure)) {
      return Optional.of(failure.explanation());
    }
    String wanted = name.get().strip();
    if (!NAME.matcher(wanted).matches() || wanted.length() > 63) {
      return Optional.of(Texts.of("deploy.bad-name"));
    }
    if (session.snapshot().function(function()).isPresent()) {
      return Optional.of(Texts.of("deploy.exists", wanted, namespace.get()));
    }
    return Optional.empty();
  }

  private void repositoryChosen(String chosen) {
    String last = chosen.substring(chosen.lastIndexOf('/') + 1).strip();
    if (name.get().isEmpty() || name.get().equals(proposedName)) {
      proposedName = nameFor(last);
      name.set(proposedName);
    }
    askForTags(TYPING);
  }

  /** The nearest that is a function's name; empty where nothing of it is. */
  private static String nameFor(String repository) {
    String kept = repository.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String short63 = kept.substring(0, Math.min(63, kept.length()));
    return short63.replaceAll("^-|-$", "");
  }

  private void registryChosen(Duration delay) {
    registryUrl()
        .ifPresentOrElse(
            url -> repositories.ask(delay, url, RegistryClient::repositories, values -> {}),
            repositories::none);
    askForTags(delay);
  }

  private void askForTags(Duration delay) {
    String wanted = repository.get().strip();
    Optional<HttpUrl> url = wanted.isEmpty() ? Optional.empty() : registryUrl();
    url.ifPresentOrElse(
        base ->
            tags.ask(
                delay,
                base,
                (client, asking) -> client.tags(wanted, asking),
                values -> {
                  // What the operator typed meanwhile stands, listed or not.
                  if (tag.get().isBlank() || tag.get().equals(proposedTag)) {
                    proposedTag = values.getFirst();
                    tag.set(proposedTag);
                  }
                }),
        tags::none);
  }

  /** Where the registry is asked; empty while what is typed would not be read as a registry. */
  private Optional<HttpUrl> registryUrl() {
    String host = registry.get().strip();
    return ImageReference.parse(host + "/any")
        .toOptional()
        .filter(reference -> reference.repository().equals("any"))
        .map(ImageReference::registryUrl);
  }
}
