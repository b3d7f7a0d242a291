package io.fairlead.localgateway.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may speak to a server on loopback: programs, not web pages. */
final class Door {

  private Door() {}

  /** Why a request is refused; empty when it may come in. */
  static String refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    List<String> hosts = headers.get("Host");
    if (hosts == null || hosts.size() != 1 || !isLoopback(hosts.getFirst())) {
      // A name that somebody else's DNS points to 127.0.0.1 arrives here with that name.
      return "refused: the Host header must be 127.0.0.1, localhost or [::1]";
    }
    if (headers.containsKey("Origin")) {
      return "refused: this gateway does not answer web pages (Origin header)";
    }
    return isCrossSite(headers.getFirst("Sec-fetch-site"))
        ? "refused: this gateway does not answer web pages (Sec-Fetch-Site header)"
        : "";
  }

  private static boolean isCrossSite(@Nullable String site) {
    return site != null && !site.equals("none") && !site.equals("same-origin");
  }

  private static boolean isLoopback(String host) {
    String name = host;
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      if (!isPort(host, colon + 1)) {
        return false;
      }
      name = host.substring(0, colon);
    }
    return name.equals("127.0.0.1") || name.equals("[::1]") || name.equalsIgnoreCase("localhost");
  }

  private static boolean isPort(String host, int from) {
    int length = host.length() - from;
    if (length < 1 || length > 5) {
      return false;
    }
    for (int i = from; i < host.length(); i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
