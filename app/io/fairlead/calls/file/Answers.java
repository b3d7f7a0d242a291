package io.fairlead.calls.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.model.Header;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The latest answers to the requests of files, for those that refer to them: {@code
 * {{login.response.body.$.token}}}, {@code {{login.response.headers.Location}}}. Holds a bounded
 * number of them. Safe for use from any thread.
 */
public final class Answers {

  private static final int MOST = 100;
  private static final int LARGEST_BODY = 1 << 20;
  private static final Pattern REFERENCE =
      Pattern.compile("(.+?)\\.response\\.(body|headers)(?:\\.(.*))?");

  private record Key(Path file, String name) {}

  private final boolean assumed;
  private final SequencedMap<Key, FileReply> latest = new LinkedHashMap<>();

  /** None yet. */
  public Answers() {
    this(false);
  }

  private Answers(boolean assumed) {
    this.assumed = assumed;
  }

  /** Takes whatever a request of the file could be answered for granted, to check the others. */
  public static Answers assumed() {
    return new Answers(true);
  }

  /** Remembers an answer. */
  public synchronized void put(FileCall call, FileReply reply) {
    Key key = new Key(call.file(), call.name());
    latest.remove(key);
    if (reply.body().size() <= LARGEST_BODY) {
      latest.put(key, reply);
    }
    if (latest.size() > MOST) {
      latest.pollFirstEntry();
    }
  }

  private synchronized @Nullable FileReply get(FileCall from, String name) {
    return latest.get(new Key(from.file(), name));
  }

  /** What a reference to an answer stands for; nothing where it is none. */
  Optional<String> find(FileCall from, String reference) throws UnresolvedException {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches() || !from.variables().hasRequest(parts.group(1))) {
      return Optional.empty();
    }
    if (assumed) {
      return Optional.of("0");
    }
    String name = parts.group(1);
    FileReply reply = get(from, name);
    if (reply == null) {
      throw new UnresolvedException(
          "The request \"" + Excerpt.of(name) + "\" that this one refers to has no answer yet.",
          "Run it first.");
    }
    String part = parts.group(3) == null ? "" : parts.group(3);
    return Optional.of(
        parts.group(2).equals("body") ? body(reply, reference, part) : header(reply, name, part));
  }

  private static String header(FileReply reply, String name, String header)
      throws UnresolvedException {
    return reply.headers().stream()
        .filter(each -> each.isNamed(header))
        .map(Header::value)
        .findFirst()
        .orElseThrow(
            () ->
                new UnresolvedException(
                    "The answer to \""
                        + Excerpt.of(name)
                        + "\" has no header "
                        + Excerpt.of(header)
                        + ".",
                    "Look at what it answered."));
  }

  private static String body(FileReply reply, String reference, String path)
      throws UnresolvedException {
    Evidence evidence = new Evidence(reply);
    if (path.isEmpty() || path.equals("*")) {
      return evidence.text();
    }
    try {
      JsonPath.Places places =
          JsonPath.of(path.startsWith("$") ? path : "$." + path).find(evidence.json());
      if (places.values().isEmpty()) {
        throw new UnresolvedException(
            "The answer has nothing at " + Excerpt.of(reference) + ".",
            "Look at what it answered.");
      }
      JsonNode value = places.many() ? places.asList() : places.values().getFirst();
      return value.isValueNode() ? value.asText() : value.toString();
    } catch (SyntaxException e) {
      throw new UnresolvedException(e.explanation(), e.remedy());
    }
  }
}
