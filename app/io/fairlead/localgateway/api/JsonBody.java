package io.fairlead.localgateway.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.sun.net.httpserver.HttpExchange;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request's body as a record, and Go's words for a body that is none. */
final class JsonBody {

  private static final int LARGEST = 1 << 20;
  private static final Pattern CHARACTER = Pattern.compile("\\('(.)' \\(code");
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '(.)");

  private JsonBody() {}

  /** Why a body cannot be read, in the words that {@code encoding/json} has for it. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads the body; one of more than 1 MiB counts as malformed. */
  static <T> T read(HttpExchange exchange, Class<T> type) throws IOException, Malformed {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new Malformed("request body larger than " + LARGEST + " bytes");
    }
    try {
      T value = Json.MAPPER.readValue(body, type);
      return value == null ? Json.MAPPER.readValue("{}", type) : value;
    } catch (JsonEOFException _) {
      throw new Malformed("unexpected end of JSON input");
    } catch (JsonParseException e) {
      throw new Malformed(syntax(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new Malformed(
          e.getOriginalMessage().startsWith("No content")
              ? "unexpected end of JSON input"
              : "json: cannot unmarshal the body: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String syntax(String message) {
    Matcher character = CHARACTER.matcher(message);
    Matcher token = TOKEN.matcher(message);
    String found = character.find() ? character.group(1) : token.find() ? token.group(1) : "";
    if (found.isEmpty()) {
      return "invalid character in JSON input: " + firstLine(message);
    }
    boolean key = message.contains("field name") || message.contains("property name");
    return "invalid character '%s' looking for beginning of %s"
        .formatted(found, key ? "object key string" : "value");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
