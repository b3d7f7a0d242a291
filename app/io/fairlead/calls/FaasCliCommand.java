package io.fairlead.calls;

import io.fairlead.model.Header;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A call as a {@code faas-cli invoke} command for a POSIX shell (contract 6.2).
 *
 * @param text the command; where there is a reason, the nearest that can be written
 * @param reason why {@code faas-cli} cannot send this call as it is, in one sentence
 */
public record FaasCliCommand(String text, Optional<String> reason) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String CONTINUED = " \\\n  ";

  public FaasCliCommand {
    Objects.requireNonNull(text);
    Objects.requireNonNull(reason);
  }

  /**
   * The command for a call.
   *
   * @param base the gateway's base URL
   */
  public static FaasCliCommand of(CallSpec spec, HttpUrl base) {
    List<String> arguments = new ArrayList<>();
    arguments.add("invoke " + CurlCommand.quoted(spec.function().name()));
    String gateway =
        base.newBuilder().username("").password("").query(null).fragment(null).toString();
    arguments.add("--gateway " + CurlCommand.quoted(gateway.replaceFirst("/$", "")));
    if (!spec.function().namespace().isEmpty()) {
      arguments.add("--namespace " + CurlCommand.quoted(spec.function().namespace()));
    }
    if (spec.mode() == CallSpec.Mode.ASYNC) {
      arguments.add("--async");
    }
    if (!spec.method().equals("POST")) {
      arguments.add("--method " + CurlCommand.quoted(spec.method()));
    }
    for (String pair : pairs(spec)) {
      decoded(pair).ifPresent(text -> arguments.add("--query " + CurlCommand.quoted(text)));
    }
    String type = type(spec);
    for (Header header : spec.headers()) {
      if (!header.isNamed("Content-Type")) {
        arguments.add("--header " + CurlCommand.quoted(header.name() + ": " + header.value()));
      }
    }
    if (!type.isEmpty()) {
      arguments.add("--content-type " + CurlCommand.quoted(type));
    }
    return new FaasCliCommand(
        piped(spec.body(), "faas-cli " + String.join(CONTINUED, arguments)), reason(spec, type));
  }

  private static String type(CallSpec spec) {
    return spec.headers().stream()
        .filter(header -> header.isNamed("Content-Type"))
        .map(Header::value)
        .findFirst()
        .orElseGet(
            () ->
                switch (spec.body()) {
                  case CallBody.None() -> "";
                  case CallBody.Text(_, String type) -> type;
                  case CallBody.Form(_) -> "application/x-www-form-urlencoded";
                  case CallBody.Multipart(_) -> "";
                  case CallBody.File(_, String type) -> type;
                  case CallBody.Binary(_, String type) -> type;
                });
  }

  private static String piped(CallBody body, String command) {
    return switch (body) {
      case CallBody.None() -> command + " < /dev/null";
      case CallBody.Text(String text, _) -> ofText(text, command);
      case CallBody.Form(List<CallBody.Field> fields) ->
          ofText(CurlCommand.encoded(fields), command);
      case CallBody.Multipart(_) -> command + " < /dev/null";
      case CallBody.File(Path path, _) -> command + " < " + CurlCommand.quoted(path.toString());
      case CallBody.Binary(ByteString bytes, _) ->
          "printf '%s' " + CurlCommand.quoted(bytes.base64()) + " | base64 -d | " + command;
    };
  }

  private static String ofText(String text, String command) {
    return text.indexOf('\0') < 0
        ? "printf '%s' " + CurlCommand.quoted(text) + " | " + command
        : piped(new CallBody.Binary(ByteString.encodeUtf8(text), ""), command);
  }

  private static Optional<String> reason(CallSpec spec, String type) {
    if (!spec.path().isEmpty() && !spec.path().equals("/")) {
      return Optional.of("faas-cli cannot call a path of a function; use curl.");
    }
    if (!METHODS.contains(spec.method())) {
      return Optional.of("faas-cli sends GET, POST, PUT, PATCH and DELETE only; use curl.");
    }
    if (spec.body() instanceof CallBody.Multipart) {
      return Optional.of("faas-cli cannot build a multipart body; use curl.");
    }
    if (spec.options().gatewayCredentials()) {
      return Optional.of("faas-cli does not send the gateway's credentials to a function.");
    }
    for (String pair : pairs(spec)) {
      if (!isExpressible(pair)) {
        return Optional.of(
            "faas-cli takes a query only as name=value, neither of them empty: not \""
                + pair
                + "\".");
      }
    }
    for (Header header : spec.headers()) {
      if (header.value().isBlank()) {
        return Optional.of("faas-cli cannot send an empty header: " + header.name() + ".");
      }
      if (header.isNamed("User-Agent")) {
        return Optional.of("faas-cli always sends its own User-Agent.");
      }
    }
    if (type.isEmpty()) {
      return Optional.of("faas-cli sends the content type text/plain where the call has none.");
    }
    return spec.function().namespace().isEmpty()
        ? Optional.of("faas-cli calls openfaas-fn where no namespace is known.")
        : Optional.empty();
  }

  private static List<String> pairs(CallSpec spec) {
    String query = spec.query().startsWith("?") ? spec.query().substring(1) : spec.query();
    return query.isEmpty() ? List.of() : List.of(query.split("&", -1));
  }

  private static boolean isExpressible(String pair) {
    int equals = pair.indexOf('=');
    return equals > 0 && equals + 1 < pair.length() && decoded(pair).isPresent();
  }

  private static Optional<String> decoded(String pair) {
    try {
      return Optional.of(URLDecoder.decode(pair, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
