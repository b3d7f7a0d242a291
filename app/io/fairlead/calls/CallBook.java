package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are remembered: of each function the last input and those the operator has saved.
 *
 * <p>Secrets are remembered until the program ends and never written ({@link CallGap}). Safe for
 * use from any thread; nothing but {@link #open} and {@link #close} touches the disk on the
 * caller's thread.
 */
public final class CallBook implements AutoCloseable {

  /** Of so many functions the last input is remembered; the oldest goes. */
  public static final int MOST_DRAFTS = 200;

  /** So many calls can be saved for a function. */
  public static final int MOST_NAMED = 50;

  /** So many calls can be saved for all functions. */
  public static final int MOST_NAMED_IN_ALL = 1000;

  /** The content of a longer body, in bytes, is not kept; a file is kept by its path alone. */
  public static final int LONGEST_BODY = 64 << 10;

  /** The longest name of a saved call, in characters. */
  public static final int LONGEST_NAME = 120;

  /** The disk is written at most so often. */
  static final Duration PACE = Duration.ofSeconds(1);

  /** Runs a short task later, on a thread of its own. */
  @FunctionalInterface
  public interface Later {
    /** Runs it once after the delay. */
    void after(Duration delay, Runnable task);
  }

  private final Function<GatewayId, String> places;
  private final InstantSource clock;
  private final Later later;
  private final @Nullable CallFolder folder;
  private final Scope scope = new Scope("call-book");
  private final Announcements announcements = new Announcements(scope);
  private final ReentrantLock writing = new ReentrantLock();

  // All of these are guarded by the map's monitor. The page whose draft is oldest comes first.
  private final Map<CallPage.Key, CallPage> pages = new LinkedHashMap<>();
  private final Set<CallPage.Key> unwritten = new LinkedHashSet<>();
  private boolean waiting;
  private boolean closed;
  private Optional<String> readProblem = Optional.empty();
  private Optional<String> writeProblem = Optional.empty();

  private CallBook(
      @Nullable CallFolder folder,
      Function<GatewayId, String> places,
      InstantSource clock,
      Later later) {
    this.folder = folder;
    this.places = Objects.requireNonNull(places);
    this.clock = Objects.requireNonNull(clock);
    this.later = Objects.requireNonNull(later);
  }

  /** A book that is gone when the program ends. */
  public static CallBook inMemory() {
    return new CallBook(null, GatewayId::value, InstantSource.system(), (delay, task) -> {});
  }

  /**
   * Opens the book of a folder, which need not be there yet; blocks. What cannot be read is kept
   * aside under another name, and {@link #problem()} says so.
   *
   * @param folder holds one file a function, for the owner alone
   * @param places where a gateway is, the same after each start: its URL
   * @param later paces the writing
   */
  public static CallBook open(
      Path folder, Function<GatewayId, String> places, InstantSource clock, Later later) {
    CallFolder files = new CallFolder(folder);
    CallBook book = new CallBook(files, places, clock, later);
    CallFolder.Content content = files.read();
    synchronized (book.pages) {
      content.pages().forEach(page -> book.pages.put(page.key(), page));
      book.readProblem = content.problem();
    }
    return book;
  }

  /** The last input for a function. */
  public Optional<KeptCall> draft(FunctionRef function) {
    synchronized (pages) {
      return page(function).draft().map(call -> of(function, call));
    }
  }

  /** The saved calls of a function, in the order in which they were saved. */
  public List<NamedCall> named(FunctionRef function) {
    synchronized (pages) {
      return page(function).named().stream()
          .map(named -> new NamedCall(named.name(), of(function, named.call())))
          .toList();
    }
  }

  /** What went wrong with the files of the book, in a sentence or two. */
  public Optional<String> problem() {
    synchronized (pages) {
      return writeProblem.isPresent() ? writeProblem : readProblem;
    }
  }

  /** Notes the present input for its function; returns at once and is written soon. */
  public void remember(CallSpec spec) {
    synchronized (pages) {
      CallPage page = page(spec.function());
      KeptCall call = CallBounds.kept(spec, page.draft().map(KeptCall::gaps).orElse(List.of()));
      if (page.draft().equals(Optional.of(call))) {
        return;
      }
      // To the end: the newest draft is the last to go.
      pages.remove(page.key());
      put(page.withDraft(call, clock.instant()));
      dropOldestDraft();
    }
  }

  /**
   * Saves a call under a name; one of that name is replaced. Refused without a name, and where too
   * many are saved.
   */
  public Outcome<NamedCall> save(String name, CallSpec spec) {
    String wanted = name.strip();
    synchronized (pages) {
      CallPage page = page(spec.function());
      List<NamedCall> named = new ArrayList<>(page.named());
      int index = indexOf(named, wanted);
      Optional<Failure> refusal = refusal(wanted, spec.function(), named.size(), index);
      if (refusal.isPresent()) {
        return Outcome.failed(refusal.get());
      }
      List<CallGap> before =
          index >= 0
              ? named.get(index).call().gaps()
              : page.draft().map(KeptCall::gaps).orElse(List.of());
      NamedCall saved = new NamedCall(wanted, CallBounds.kept(spec, before));
      if (index >= 0) {
        named.set(index, saved);
      } else {
        named.add(saved);
      }
      put(page.withNamed(named));
      announcements.changed();
      return Outcome.ok(saved);
    }
  }

  /** Gives a saved call another name; refused where it is taken, or there is no such call. */
  public Outcome<NamedCall> rename(FunctionRef function, String from, String to) {
    String wanted = to.strip();
    synchronized (pages) {
      CallPage page = page(function);
      List<NamedCall> named = new ArrayList<>(page.named());
      int index = indexOf(named, from);
      if (index < 0) {
        return Outcome.failed(refused(function, "No call is saved as “" + from + "”.", "Save it."));
      }
      Optional<Failure> refusal = refusal(wanted, function, 0, -1);
      int taken = indexOf(named, wanted);
      if (refusal.isEmpty() && taken >= 0 && taken != index) {
        refusal =
            Optional.of(
                refused(
                    function,
                    "Another call is saved as “" + wanted + "”.",
                    "Choose another name, or remove the other call first."));
      }
      if (refusal.isPresent()) {
        return Outcome.failed(refusal.get());
      }
      NamedCall renamed = new NamedCall(wanted, named.get(index).call());
      named.set(index, renamed);
      put(page.withNamed(named));
      announcements.changed();
      return Outcome.ok(new NamedCall(wanted, of(function, renamed.call())));
    }
  }

  /** Forgets a saved call; harmless where there is none of that name. */
  public void remove(FunctionRef function, String name) {
    synchronized (pages) {
      CallPage page = page(function);
      List<NamedCall> left =
          page.named().stream().filter(named -> !named.name().equals(name)).toList();
      if (left.size() < page.named().size()) {
        put(page.withNamed(left));
        announcements.changed();
      }
    }
  }

  /** Runs after a saved call or the problem changed, on a thread of the book. */
  public Scope.Registration onChange(Runnable listener) {
    return announcements.add(listener);
  }

  /** Writes what is not written yet; blocks for that. Later changes are not remembered. */
  @Override
  public void close() {
    write();
    synchronized (pages) {
      closed = true;
    }
    scope.close();
  }

  private CallPage page(FunctionRef function) {
    String place = Secrets.withoutPassword(places.apply(function.gateway()));
    CallPage.Key key = new CallPage.Key(place, function.namespace(), function.name());
    return pages.getOrDefault(key, CallPage.empty(key));
  }

  private static KeptCall of(FunctionRef function, KeptCall call) {
    return new KeptCall(call.spec().withFunction(function), call.gaps());
  }

  private static int indexOf(List<NamedCall> named, String name) {
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Failure> refusal(String name, FunctionRef function, int saved, int index) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Optional.of(
          refused(
              function,
              name.isEmpty()
                  ? "A saved call has a name."
                  : "A name has at most " + LONGEST_NAME + " characters.",
              "Choose another name."));
    }
    int inAll = pages.values().stream().mapToInt(page -> page.named().size()).sum();
    boolean full = index < 0 && (saved >= MOST_NAMED || inAll >= MOST_NAMED_IN_ALL);
    return full
        ? Optional.of(
            refused(
                function,
                saved >= MOST_NAMED
                    ? MOST_NAMED + " calls are saved for this function already."
                    : MOST_NAMED_IN_ALL + " calls are saved already.",
                "Remove one that is no longer needed."))
        : Optional.empty();
  }

  private static Failure refused(FunctionRef function, String explanation, String remedy) {
    return new Failure.Rejected(
        "Save a call", function.qualifiedName(), 0, explanation, remedy, "");
  }

  private void put(CallPage page) {
    if (page.isEmpty()) {
      pages.remove(page.key());
    } else {
      pages.put(page.key(), page);
    }
    unwritten.add(page.key());
    schedule();
  }

  private void dropOldestDraft() {
    List<CallPage> drafts =
        pages.values().stream().filter(page -> page.draft().isPresent()).toList();
    for (CallPage page : drafts.subList(0, Math.max(0, drafts.size() - MOST_DRAFTS))) {
      put(page.withoutDraft());
    }
  }

  private void schedule() {
    if (folder != null && !waiting && !closed) {
      waiting = true;
      later.after(PACE, () -> scope.run(this::write));
    }
  }

  private void write() {
    writing.lock();
    try {
      List<CallPage> batch = new ArrayList<>();
      synchronized (pages) {
        waiting = false;
        unwritten.forEach(key -> batch.add(pages.getOrDefault(key, CallPage.empty(key))));
        unwritten.clear();
      }
      if (folder != null && !batch.isEmpty()) {
        written(folder.write(batch));
      }
    } finally {
      writing.unlock();
    }
  }

  private void written(CallFolder.Written result) {
    synchronized (pages) {
      // They are tried again with the next change, and when the book is closed.
      unwritten.addAll(result.failed());
      if (!writeProblem.equals(result.problem())) {
        writeProblem = result.problem();
        announcements.changed();
      }
    }
  }
}
