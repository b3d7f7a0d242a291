package io.fairlead.ui.deploy;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.registry.ImageReference;
import io.fairlead.registry.Listing;
import io.fairlead.registry.RegistryClient;
import io.fairlead.session.DeployWatch;
import io.fairlead.session.GatewaySession;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /** What a registry said to a question, or why it did not. */
  public record Choices(List<String> values, boolean asking, Optional<Failure> failure) {
    static Choices none() {
      return new Choices(List.of(), false, Optional.empty());
    }
  }

  private final GatewaySession session;
  private final DeployWatch watch;
  private final Door door;
  private final Scope scope = new Scope("deploy");
  private final StringProperty registry = new SimpleStringProperty("");
  private final StringProperty repository = new SimpleStringProperty("");
  private final StringProperty tag = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty namespace = new SimpleStringProperty("");
  private final ObjectProperty<Map<String, String>> environment =
      new SimpleObjectProperty<>(Map.of());
  private final ObjectProperty<Map<String, String>> labels = new SimpleObjectProperty<>(Map.of());
  private final ReadOnlyObjectWrapper<Choices> repositories =
      new ReadOnlyObjectWrapper<>(Choices.none());
  private final ReadOnlyObjectWrapper<Choices> tags = new ReadOnlyObjectWrapper<>(Choices.none());
  private final ReadOnlyObjectWrapper<Optional<String>> mistake =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<DeployWatch.Step>> step =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String proposedName = "";

  /** A deployment to one gateway. */
  public DeployViewModel(GatewaySession session, DeployWatch watch, Door door) {
    this.session = session;
    this.watch = watch;
    this.door = door;
    registry.addListener((o, before, now) -> askForRepositories());
    repository.addListener((o, before, now) -> repositoryChosen(now));
    List<String> namespaces = session.snapshot().namespaces();
    namespace.set(
        namespaces.contains("openfaas-fn")
            ? "openfaas-fn"
            : namespaces.stream().findFirst().orElse(""));
    session.connection().registryUrl().ifPresent(url -> registry.set(hostOf(url)));
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
    return repositories.getReadOnlyProperty();
  }

  /** Tags of the repository. */
  public ReadOnlyObjectProperty<Choices> tagsProperty() {
    return tags.getReadOnlyProperty();
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
    return version.startsWith("sha256:") ? base + "@" + version : base + ":" + version;
  }

  /** The function it would become. */
  public FunctionRef function() {
    return new FunctionRef(session.connection().id(), namespace.get().strip(), name.get().strip());
  }

  /** Checks, and sends when nothing is wrong; on the FX thread, returns at once. */
  public void deploy() {
    mistake.set(findMistake());
    if (mistake.get().isPresent()) {
      return;
    }
    FunctionSpec spec =
        FunctionSpec.of(name.get().strip(), namespace.get().strip(), image())
            .withEnvVars(environment.get())
            .withLabels(labels.get());
    scope.run(
        () -> watch.run(spec, now -> door.post(this, () -> step.set(Optional.of(now))), scope));
  }

  /** Back to the form after a failure. */
  public void edit() {
    step.set(Optional.empty());
  }

  @Override
  public void close() {
    scope.close();
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
      proposedName = last.replaceAll("[^a-z0-9-]", "-");
      name.set(proposedName);
    }
    askForTags();
  }

  private void askForRepositories() {
    tags.set(Choices.none());
    ask(
        repositories,
        registry::get,
        client -> client.repositories(scope).map(Listing::names),
        values -> {});
  }

  private void askForTags() {
    String wanted = repository.get().strip();
    if (wanted.isEmpty()) {
      tags.set(Choices.none());
      return;
    }
    ask(
        tags,
        () -> registry.get() + "/" + repository.get(),
        client -> client.tags(wanted, scope).map(Listing::names),
        values -> {
          if (!values.contains(tag.get())) {
            tag.set(values.getFirst());
          }
        });
  }

  private static Optional<HttpUrl> urlOf(String host) {
    return ImageReference.parse(host + "/any").toOptional().map(ImageReference::registryUrl);
  }

  /** Asks off the FX thread; answers come in any order, and one to a former subject is dropped. */
  private void ask(
      ReadOnlyObjectWrapper<Choices> target,
      Supplier<String> subject,
      Function<RegistryClient, Outcome<List<String>>> question,
      Consumer<List<String>> onValues) {
    Optional<HttpUrl> url = urlOf(registry.get().strip());
    if (url.isEmpty()) {
      target.set(Choices.none());
      return;
    }
    String asked = subject.get();
    target.set(new Choices(List.of(), true, Optional.empty()));
    scope.run(
        () -> {
          Outcome<List<String>> answer =
              question.apply(new RegistryClient(HttpTarget.of(url.get(), null)));
          door.post(
              () -> {
                if (subject.get().equals(asked)) {
                  List<String> values = answer.toOptional().orElse(List.of());
                  target.set(new Choices(values, false, answer.toFailure()));
                  if (!values.isEmpty()) {
                    onValues.accept(values);
                  }
                }
              });
        });
  }
}
