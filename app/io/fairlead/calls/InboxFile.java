package io.fairlead.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.files.KeptFile;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code inbox.json}: the calls whose results may still come, for the next start. Only its owner
 * may read it, since whoever knows a call's path can deliver its result.
 *
 * <p>Blocks; one thread at a time.
 */
final class InboxFile {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeptFile file;

  InboxFile(Path folder) {
    this.file = KeptFile.withoutCopy(folder.resolve("inbox.json"));
  }

  /** The calls of the former run; none where there was none. A broken entry is left out. */
  KeptFile.Reading<List<PendingCall>> read() throws IOException {
    return file.read(InboxFile::parse, List.of());
  }

  /** Replaces what is kept; when it throws, the former content stands. */
  void write(List<PendingCall> calls) throws IOException {
    StringWriter text = new StringWriter(64 + 512 * calls.size());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeArrayFieldStart("calls");
      for (PendingCall call : calls) {
        write(json, call);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    file.write(text.toString());
  }

  private static void write(JsonGenerator json, PendingCall call) throws IOException {
    json.writeStartObject();
    json.writeStringField("callId", call.callId());
    json.writeStringField("path", call.path());
    json.writeStringField("gatewayId", call.function().gateway().value());
    json.writeStringField("namespace", call.function().namespace());
    json.writeStringField("function", call.function().name());
    json.writeStringField("gateway", call.gateway());
    json.writeStringField("place", call.place());
    json.writeStringField("url", call.url());
    json.writeNumberField("port", call.port());
    json.writeStringField("registeredAt", call.registeredAt().toString());
    json.writeStringField("changedAt", call.changedAt().toString());
    writeTime(json, "acceptedAt", call.acceptedAt());
    writeTime(json, "gatewayStart", call.gatewayStart());
    json.writeStringField("doubt", call.doubt());
    json.writeEndObject();
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }

  private static List<PendingCall> parse(String text)
      throws KeptFile.Damaged, KeptFile.FromNewerVersion {
    JsonNode root = KeptJson.root(JSON, text, VERSION);
    if (!root.path("calls").isArray()) {
      throw new KeptFile.Damaged("it holds no list of calls");
    }
    List<PendingCall> calls = new ArrayList<>();
    for (JsonNode node : root.path("calls")) {
      try {
        calls.add(call(node));
      } catch (DateTimeException | IllegalArgumentException _) {
        // Without this one, the others are still worth waiting for.
      }
    }
    return List.copyOf(calls);
  }

  private static PendingCall call(JsonNode node) {
    return new PendingCall(
        required(node, "callId"),
        required(node, "path"),
        new FunctionRef(
            new GatewayId(required(node, "gatewayId")),
            node.path("namespace").asText(""),
            required(node, "function")),
        required(node, "gateway"),
        required(node, "place"),
        node.path("url").asText(""),
        node.path("port").asInt(0),
        Instant.parse(required(node, "registeredAt")),
        Instant.parse(required(node, "changedAt")),
        time(node, "acceptedAt"),
        time(node, "gatewayStart"),
        node.path("doubt").asText(""));
  }

  private static String required(JsonNode node, String name) {
    String text = node.path(name).asText("");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  private static @Nullable Instant time(JsonNode node, String name) {
    return node.has(name) ? Instant.parse(node.path(name).asText()) : null;
  }
}
