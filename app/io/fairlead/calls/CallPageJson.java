package io.fairlead.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of the book as JSON. */
final class CallPageJson {

  /** What is written; a larger one was written by a later program. */
  static final int VERSION = 1;

  /** Why a file is no page. */
  sealed interface Reading {}

  /** It is one. */
  record Read(CallPage page) implements Reading {}

  /** It has a version that this program does not know. */
  record Newer(int version) implements Reading {}

  /** It is none, whole. */
  record Damaged(String reason) implements Reading {}

  private record PageWire(
      int version,
      String gateway,
      String namespace,
      String function,
      @Nullable String draftAt,
      @Nullable CallWire draft,
      @Nullable List<NamedWire> calls) {}

  private record NamedWire(String name, CallWire call) {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A text may have half a pair of surrogates, which UTF-8 cannot carry.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private CallPageJson() {}

  static byte[] write(CallPage page) throws IOException {
    return MAPPER.writeValueAsBytes(
        new PageWire(
            VERSION,
            page.key().gateway(),
            page.key().namespace(),
            page.key().function(),
            page.draft().isPresent() ? page.draftAt().toString() : null,
            page.draft().map(CallWire::of).orElse(null),
            page.named().stream()
                .map(named -> new NamedWire(named.name(), CallWire.of(named.call())))
                .toList()));
  }

  static Reading read(byte[] content) {
    try {
      JsonNode tree = MAPPER.readTree(content);
      int version = tree == null ? 0 : tree.path("version").asInt(0);
      if (version > VERSION) {
        return new Newer(version);
      }
      if (version < 1) {
        return new Damaged("it has no version");
      }
      return new Read(page(MAPPER.treeToValue(tree, PageWire.class)));
    } catch (JsonProcessingException e) {
      return new Damaged(Objects.requireNonNullElse(e.getOriginalMessage(), "it is no JSON"));
    } catch (IOException | IllegalArgumentException | NullPointerException | DateTimeException e) {
      // A field that must be there is not, or holds what no call can have.
      return new Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static CallPage page(PageWire wire) {
    CallPage.Key key =
        new CallPage.Key(
            Objects.requireNonNull(wire.gateway(), "gateway"),
            Objects.requireNonNull(wire.namespace(), "namespace"),
            Objects.requireNonNull(wire.function(), "function"));
    // The gateway's name of this session takes its place when the call is asked for.
    FunctionRef function =
        new FunctionRef(new GatewayId("remembered"), key.namespace(), key.function());
    CallWire draft = wire.draft();
    List<NamedWire> calls = wire.calls() == null ? List.of() : wire.calls();
    return new CallPage(
        key,
        draft == null ? Optional.empty() : Optional.of(draft.toCall(function)),
        wire.draftAt() == null ? Instant.EPOCH : Instant.parse(wire.draftAt()),
        calls.stream()
            .limit(CallBook.MOST_NAMED)
            .map(named -> new NamedCall(named.name(), named.call().toCall(function)))
            .toList());
  }
}
