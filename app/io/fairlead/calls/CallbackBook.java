package io.fairlead.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.files.AtomicFile;
import io.fairlead.files.KeptFile;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the callbacks of each gateway are received, as the operator has set it; kept in {@code
 * callbacks.json} under the gateway's URL, which outlives its place in the workbench.
 *
 * <p>Safe for use from any thread; blocks, at the first use and when something is set.
 */
public final class CallbackBook {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackBook.class);
  private static final int VERSION = 1;
  private static final int GATEWAYS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Entry(String place, String url) {}

  private final CallbackAddress ownMachine;
  private final @Nullable Path folder;
  private final Map<HttpUrl, CallbackAddress> overrides = new LinkedHashMap<>();
  private @Nullable KeptFile file;
  private Map<String, Entry> entries = Map.of();
  private boolean read;
  private String note = "";

  private CallbackBook(CallbackAddress ownMachine, @Nullable Path folder) {
    this.ownMachine = ownMachine;
    this.folder = folder;
  }

  /** A book that is forgotten with the program. */
  public static CallbackBook inMemory() {
    return new CallbackBook(CallbackAddress.loopback(), null);
  }

  /** A book in a data folder. */
  public static CallbackBook in(Path folder) {
    return new CallbackBook(CallbackAddress.loopback(), folder);
  }

  /** A book whose gateways of this machine call back under that address. */
  static CallbackBook of(CallbackAddress ownMachine) {
    return new CallbackBook(ownMachine, null);
  }

  /** Where a gateway of this machine calls back, unless something else is set for it. */
  CallbackAddress ownMachine() {
    return ownMachine;
  }

  /** What was set for a gateway. */
  public synchronized Optional<CallbackAddress> chosenFor(HttpUrl gateway) {
    CallbackAddress override = overrides.get(gateway);
    if (override != null) {
      return Optional.of(override);
    }
    load();
    Entry entry = entries.get(HttpTarget.where(gateway));
    return entry == null
        ? Optional.empty()
        : CallbackAddress.parse(entry.place(), entry.url()).toOptional();
  }

  /**
   * Where a gateway's callbacks are received: as set, else on loopback where it is on this machine;
   * empty where nothing is known that it could reach.
   */
  public Optional<CallbackAddress> addressFor(HttpUrl gateway, boolean onThisMachine) {
    return chosenFor(gateway).or(() -> onThisMachine ? Optional.of(ownMachine) : Optional.empty());
  }

  /** Sets an address for this run alone, as the command line does. */
  public synchronized void override(HttpUrl gateway, CallbackAddress address) {
    overrides.put(gateway, address);
  }

  /** Sets a gateway's address and keeps it; it holds in this run even where it cannot be kept. */
  public Outcome<CallbackAddress> put(HttpUrl gateway, CallbackAddress address) {
    HttpUrl advertised = address.advertised();
    Entry entry = new Entry(address.place(), advertised == null ? "" : address.shown());
    return change(gateway, entry).map(_ -> address);
  }

  /** Forgets what was set for a gateway. */
  public Outcome<Boolean> remove(HttpUrl gateway) {
    return change(gateway, null);
  }

  /** What the operator should know of the file; empty while all is well. */
  public synchronized String note() {
    load();
    return note;
  }

  private synchronized Outcome<Boolean> change(HttpUrl gateway, @Nullable Entry entry) {
    overrides.remove(gateway);
    // A second console may have written since: what it set for other gateways stays.
    read = false;
    load();
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(HttpTarget.where(gateway));
    if (entry != null) {
      changed.put(HttpTarget.where(gateway), entry);
    }
    if (changed.size() > GATEWAYS) {
      changed.remove(changed.keySet().iterator().next());
    }
    entries = Map.copyOf(changed);
    KeptFile target = file;
    if (target == null) {
      return Outcome.ok(true);
    }
    try {
      target.write(text(changed));
      return Outcome.ok(true);
    } catch (IOException e) {
      LOG.warn("the callback addresses cannot be kept", e);
      return Outcome.failed(
          new Failure.Rejected(
              "Keep the callback address",
              String.valueOf(folder),
              0,
              "It holds until the console is closed, and cannot be kept (" + e.getMessage() + ").",
              "Make the data folder writable, or set it again at the next start.",
              ""));
    }
  }

  private void load() {
    if (read || folder == null) {
      return;
    }
    read = true;
    KeptFile source = KeptFile.withCopy(folder.resolve("callbacks.json"));
    file = source;
    try {
      AtomicFile.createPrivateFolder(folder);
      KeptFile.Reading<Map<String, Entry>> reading = source.read(CallbackBook::parse, entries);
      entries = reading.value();
      note = reading.note();
    } catch (IOException e) {
      LOG.warn("the callback addresses cannot be read", e);
      note = "The callback addresses cannot be read (" + e.getMessage() + ").";
    }
  }

  private static String text(Map<String, Entry> entries) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    ObjectNode gateways = root.putObject("gateways");
    entries.forEach(
        (gateway, entry) ->
            gateways.putObject(gateway).put("place", entry.place()).put("url", entry.url()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static Map<String, Entry> parse(String text)
      throws KeptFile.Damaged, KeptFile.FromNewerVersion {
    JsonNode root = KeptJson.root(JSON, text, VERSION);
    if (!root.path("gateways").isObject()) {
      throw new KeptFile.Damaged("it holds no gateways");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    root.path("gateways")
        .properties()
        .forEach(
            each ->
                entries.put(
                    each.getKey(),
                    new Entry(
                        each.getValue().path("place").asText(""),
                        each.getValue().path("url").asText(""))));
    return entries;
  }
}
