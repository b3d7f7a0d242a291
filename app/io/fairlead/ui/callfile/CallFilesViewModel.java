package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FolderListing;
import io.fairlead.calls.file.RecentFolders;
import io.fairlead.calls.file.WatchedFolder;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of call files, its environments, and what its requests came to. Files are read on
 * threads of this model; the FX thread only takes what was made of them.
 */
public final class CallFilesViewModel implements AutoCloseable {

  /** A gateway to choose. */
  public record Choice(GatewayId id, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A folder that was opened; each time another one, by identity. */
  private static final class Opening {
    private final Path folder;
    private volatile @Nullable FolderListing listing;

    Opening(Path folder) {
      this.folder = folder;
    }
  }

  /** While a large folder is read for the first time, how often what is there so far is shown. */
  private static final Duration SHOW_EVERY = Duration.ofMillis(400);

  private final Workbench workbench;
  private final CallEngine engine;
  private final RecentFolders recent;
  private final Door door;
  private final Scope scope = new Scope("call-files-screen");
  private final RunResults results = new RunResults();
  private final CallRuns runs;
  private final CallDetails details;
  private final Recomputation reading = new Recomputation(scope::run, this::compute);
  private final Scope.Registration following;
  private final ReadOnlyObjectWrapper<Opened> opened =
      new ReadOnlyObjectWrapper<>(new Opened.None());
  private final ReadOnlyObjectWrapper<List<Path>> recentFolders =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<EnvironmentReading> environments =
      new ReadOnlyObjectWrapper<>(EnvironmentReading.NONE);
  private final ObjectProperty<String> environment = new SimpleObjectProperty<>("");
  private final ReadOnlyObjectWrapper<List<Choice>> gateways =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<Choice>> gateway =
      new SimpleObjectProperty<>(Optional.empty());

  // Set on the FX thread, read by the computation.
  private volatile @Nullable Opening open;

  // On the FX thread alone.
  private @Nullable WatchedFolder watched;

  // Replaced by the computation alone.
  private volatile CallTree tree;

  // Of the computation alone.
  private @Nullable Opening computedFor;
  private List<FolderListing.Entry> environmentFiles = List.of();
  private long shownAt;

  /** No folder yet, unless one was open when the program ended. */
  public CallFilesViewModel(
      Workbench workbench, CallEngine engine, RecentFolders recent, Door door) {
    this.workbench = workbench;
    this.engine = engine;
    this.recent = recent;
    this.door = door;
    this.tree = new CallTree(engine);
    this.details = new CallDetails(results, scope::run, door);
    this.runs = new CallRuns(engine, results, door, this::changed);
    this.following = workbench.onChange(() -> door.post(List.of(this, "gateways"), this::list));
    scope.run(
        () -> {
          List<Path> folders = recent.folders();
          Optional<Path> last = recent.open();
          door.post(
              () -> {
                recentFolders.set(folders);
                last.filter(folder -> open == null).ifPresent(this::show);
              });
        });
  }

  /** What is open. */
  public ReadOnlyObjectProperty<Opened> openedProperty() {
    return opened.getReadOnlyProperty();
  }

  /** Folders that were open before, the newest first. */
  public ReadOnlyObjectProperty<List<Path>> recentFoldersProperty() {
    return recentFolders.getReadOnlyProperty();
  }

  /** The environments of the folder. */
  public ReadOnlyObjectProperty<EnvironmentReading> environmentsProperty() {
    return environments.getReadOnlyProperty();
  }

  /** The chosen environment; empty for none. */
  public ObjectProperty<String> environmentProperty() {
    return environment;
  }

  /** The gateways of the workbench. */
  public ReadOnlyObjectProperty<List<Choice>> gatewaysProperty() {
    return gateways.getReadOnlyProperty();
  }

  /** Which of them is {@code {{gateway}}}. */
  public ObjectProperty<Optional<Choice>> gatewayProperty() {
    return gateway;
  }

  /** How far the run is. */
  public ReadOnlyObjectProperty<Progress> progressProperty() {
    return runs.progressProperty();
  }

  /** The selected row with what is to be said of it. */
  public CallDetails details() {
    return details;
  }

  /** Opens a folder instead of the one that is open. */
  public void open(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    show(whole);
    remember(() -> recent.opened(whole));
  }

  /** Closes the folder; its files are left alone. */
  public void closeFolder() {
    stop();
    unwatch();
    opened.set(new Opened.None());
    environments.set(EnvironmentReading.NONE);
    details.select(Optional.empty());
    remember(recent::closed);
  }

  private void remember(Runnable change) {
    scope.run(
        () -> {
          change.run();
          List<Path> now = recent.folders();
          door.post(List.of(this, "recent"), () -> recentFolders.set(now));
        });
  }

  private void show(Path folder) {
    stop();
    unwatch();
    opened.set(new Opened.Looking(folder));
    details.select(Optional.empty());
    Opening now = new Opening(folder);
    open = now;
    watched =
        WatchedFolder.watch(
            folder,
            found -> {
              now.listing = found;
              reading.request();
            });
  }

  private void unwatch() {
    WatchedFolder before = watched;
    watched = null;
    open = null;
    if (before != null) {
      before.close();
    }
  }

  /** Looks at the folder again now. */
  public void refresh() {
    WatchedFolder now = watched;
    if (now != null) {
      now.lookAgain();
    }
  }

  /** Runs what is in a row of the tree. */
  public void run(CallNode node) {
    List<RequestFacts> found = new ArrayList<>();
    collect(node, found);
    start(found);
  }

  /** Runs one request. */
  void run(RequestFacts request) {
    start(List.of(request));
  }

  /** Runs the whole file of a row. */
  public void runFileOf(CallNode node) {
    switch (node) {
      case CallNode.Request request -> start(requestsOf(request.key().file()));
      case CallNode.Problem problem -> start(requestsOf(problem.problem().file()));
      case CallNode.File file -> start(requestsOf(file.key()));
      case CallNode.Folder folder -> run(folder);
      case CallNode.Rest _ -> {}
    }
  }

  /** Runs everything in the folder. */
  public void runAll() {
    start(tree.requests());
  }

  private List<RequestFacts> requestsOf(Path file) {
    return tree.reading(file).map(FileReading::requests).orElse(List.of());
  }

  private void collect(CallNode node, List<RequestFacts> into) {
    switch (node) {
      case CallNode.Request request -> into.add(request.facts());
      // Rows may be fewer than requests.
      case CallNode.File file -> into.addAll(requestsOf(file.key()));
      case CallNode.Folder folder -> folder.children().forEach(each -> collect(each, into));
      case CallNode.Problem _, CallNode.Rest _ -> {}
    }
  }

  private void start(List<RequestFacts> requests) {
    Opening folder = open;
    Optional<GatewaySession> session = session();
    if (folder != null && session.isPresent()) {
      runs.start(new CallRuns.Order(folder.folder, requests, environment.get(), session.get()));
    }
  }

  /** Stops the run; on the FX thread, returns at once. */
  public void stop() {
    runs.stop();
  }

  /** Runs what a view has to do off the FX thread, for as long as this lives. */
  Executor worker() {
    return scope::run;
  }

  /** The way back from there. */
  Door door() {
    return door;
  }

  /** What reads and runs. */
  CallEngine engine() {
    return engine;
  }

  /** The session of the chosen gateway. */
  public Optional<GatewaySession> session() {
    return gateway.get().map(Choice::id).flatMap(workbench::session);
  }

  @Override
  public void close() {
    following.close();
    runs.close();
    unwatch();
    scope.close();
  }

  private void changed() {
    reading.request();
    details.request();
  }

  private void list() {
    List<Choice> now =
        workbench.sessions().stream()
            .map(GatewaySession::connection)
            .map(connection -> new Choice(connection.id(), connection.name()))
            .toList();
    if (!now.equals(gateways.get())) {
      gateways.set(now);
    }
    Optional<GatewayId> chosen = gateway.get().map(Choice::id);
    Optional<Choice> kept =
        now.stream().filter(choice -> chosen.equals(Optional.of(choice.id()))).findFirst();
    gateway.set(kept.or(() -> now.stream().findFirst()));
  }

  /** Brings the tree up to what was listed last; one at a time. */
  private void compute() {
    Opening folder = open;
    FolderListing now = folder == null ? null : folder.listing;
    if (folder == null || now == null) {
      return;
    }
    if (!folder.equals(computedFor)) {
      computedFor = folder;
      tree = new CallTree(engine);
      environmentFiles = List.of();
    }
    switch (now) {
      case FolderListing.Gone _ -> publish(folder, new Opened.Gone(folder.folder));
      case FolderListing.Unreadable(String why) ->
          publish(folder, new Opened.Unreadable(folder.folder, why));
      case FolderListing.Present present -> {
        readEnvironments(folder, present);
        shownAt = System.nanoTime();
        tree.read(present.calls(), this::isDue, () -> publish(folder, nodes(folder, present)));
        publish(folder, nodes(folder, present));
      }
    }
  }

  private void readEnvironments(Opening folder, FolderListing.Present present) {
    if (environmentFiles.equals(present.environments())) {
      return;
    }
    environmentFiles = present.environments();
    EnvironmentReading found =
        engine.environments(
            folder.folder, environmentFiles.stream().map(FolderListing.Entry::file).toList());
    door.post(
        List.of(this, "environments"),
        () -> {
          if (folder.equals(open)) {
            environments.set(found);
            if (!found.names().contains(environment.get()) && found.problems().isEmpty()) {
              environment.set("");
            }
          }
        });
  }

  private boolean isDue() {
    long now = System.nanoTime();
    boolean due = now - shownAt > SHOW_EVERY.toNanos();
    shownAt = due ? now : shownAt;
    return due;
  }

  private Opened nodes(Opening folder, FolderListing.Present present) {
    return new Opened.Present(
        folder.folder,
        tree.nodes(folder.folder, results::standing),
        present.calls().size(),
        present.notes());
  }

  private void publish(Opening folder, Opened now) {
    door.post(
        List.of(this, "opened"),
        () -> {
          if (folder.equals(open) && !now.equals(opened.get())) {
            opened.set(now);
          }
        });
  }
}
