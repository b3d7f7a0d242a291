package io.fairlead.calls;

import io.fairlead.calls.ShellWords.UnreadableException;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Finds the function that a URL calls. */
final class CurlTarget {

  private static final Pattern PARTS =
      Pattern.compile(
          "(?s)(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?(#.*)?");

  /** As the field's documents write it: {@code $OPENFAAS_URL/function/figlet}. */
  private static final Pattern VARIABLE =
      Pattern.compile("(?s)(?:https?://)?\\$(?:\\w+|\\{\\w+})(?::\\d+)?(/.*)");

  private static final Pattern CALL =
      Pattern.compile("(?s)(.*?)/(async-function|function)/([^/]+)(/.*)?");

  private final GatewayId gateway;
  private final HttpUrl base;

  CurlTarget(GatewayId gateway, HttpUrl base) {
    this.gateway = gateway;
    this.base = base;
  }

  /** What a URL calls. */
  record Place(
      FunctionRef function,
      boolean async,
      String path,
      String query,
      Optional<String> otherServer) {}

  Place place(String text, List<String> notes) throws UnreadableException {
    Matcher variable = VARIABLE.matcher(text.strip());
    Matcher parts =
        PARTS.matcher(variable.matches() ? ofGateway(variable.group(1), notes) : text.strip());
    if (!parts.matches() || parts.group(2).isEmpty()) {
      throw new UnreadableException("\"" + text + "\" is no URL.");
    }
    String scheme = parts.group(1) == null ? "http" : parts.group(1);
    String root = scheme + "://" + withoutUser(parts.group(2), notes);
    HttpUrl server = HttpUrl.parse(root);
    if (server == null) {
      throw new UnreadableException("\"" + root + "\" is no address of an HTTP server.");
    }
    String path = parts.group(3);
    String above = base.encodedPath().replaceFirst("/$", "");
    boolean known = isGateway(server) && path.startsWith(above + "/");
    Matcher call = CALL.matcher(known ? path.substring(above.length()) : path);
    if (!call.matches()) {
      throw new UnreadableException(
          "The URL calls no function: its path holds neither /function/ nor /async-function/.");
    }
    String rest = call.group(4) == null ? "" : call.group(4);
    String query = parts.group(4) == null ? "" : parts.group(4);
    boolean same = known && call.group(1).isEmpty();
    return new Place(
        function(call.group(3)),
        call.group(2).startsWith("async"),
        rest,
        query,
        same ? Optional.empty() : Optional.of(root + (isGateway(server) ? call.group(1) : "")));
  }

  private String ofGateway(String rest, List<String> notes) {
    notes.add("The variable in the URL was taken for this gateway.");
    String own = base.newBuilder().username("").password("").query(null).fragment(null).toString();
    return own.replaceFirst("/$", "") + rest;
  }

  private boolean isGateway(HttpUrl server) {
    return server.scheme().equals(base.scheme())
        && server.host().equals(base.host())
        && server.port() == base.port();
  }

  private static String withoutUser(String authority, List<String> notes) {
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      notes.add("The user and password in the URL were left out.");
    }
    return authority.substring(at + 1);
  }

  /** The namespace is what follows the first dot: names of functions have none. */
  private FunctionRef function(String segment) {
    int dot = segment.indexOf('.');
    return dot < 0
        ? new FunctionRef(gateway, "", segment)
        : new FunctionRef(gateway, segment.substring(dot + 1), segment.substring(0, dot));
  }
}
