package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where callbacks are received, and under which address a queue worker finds this machine. The
 * callback is made from inside the cluster (contract 0.18), so loopback serves only a gateway on
 * this machine.
 *
 * @param bind the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param advertised the URL under which the cluster reaches that address, such as {@code
 *     http://host.k3d.internal:9777}; none where it is the bound address itself
 */
public record CallbackAddress(InetAddress bind, int port, @Nullable HttpUrl advertised) {

  private static final String ATTEMPT = "Set the callback address";

  public CallbackAddress {
    Objects.requireNonNull(bind);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
    }
    if (bind.isAnyLocalAddress() && advertised == null) {
      throw new IllegalArgumentException(
          "an inbox on every address needs the URL under which the cluster reaches it");
    }
  }

  /** Any free port that only this machine reaches. */
  public static CallbackAddress loopback() {
    return new CallbackAddress(InetAddress.getLoopbackAddress(), 0, null);
  }

  /**
   * Reads an address as an operator writes it.
   *
   * @param place where to listen: {@code ADDRESS} or {@code ADDRESS:PORT}, with an IPv6 address in
   *     brackets where a port follows; {@code localhost} and {@code *} are understood
   * @param url under which the cluster reaches it; blank where that is the address itself
   * @return the address, or what is wrong with it and how it is written
   */
  public static Outcome<CallbackAddress> parse(String place, String url) {
    String typed = place.strip();
    String host = typed;
    int port = 0;
    int colon = typed.lastIndexOf(':');
    if (colon >= 0 && (typed.indexOf(':') == colon || typed.charAt(colon - 1) == ']')) {
      host = typed.substring(0, colon);
      String digits = typed.substring(colon + 1);
      port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
      if (port < 1 || port > 65_535) {
        return wrong(
            typed, "A port lies between 1 and 65535.", "Write it as in 192.168.1.20:9777.");
      }
    }
    InetAddress bind = literal(host);
    if (bind == null) {
      return wrong(
          typed,
          "This is not an IP address of this machine.",
          "Write one as in 192.168.1.20:9777, or * for all of them.");
    }
    return url.isBlank() ? bare(bind, port, typed) : advertised(bind, port, url.strip());
  }

  private static Outcome<CallbackAddress> bare(InetAddress bind, int port, String typed) {
    return bind.isAnyLocalAddress()
        ? wrong(
            typed,
            "Listening on all addresses does not tell the cluster which one to call.",
            "Write the URL under which the cluster reaches this machine, or choose one address.")
        : Outcome.ok(new CallbackAddress(bind, port, null));
  }

  private static Outcome<CallbackAddress> advertised(InetAddress bind, int port, String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null
        || !parsed.username().isEmpty()
        || !parsed.password().isEmpty()
        || !parsed.encodedPath().equals("/")
        || parsed.query() != null
        || parsed.fragment() != null) {
      return wrong(
          url,
          "This is not the URL of a host.",
          "Write scheme, host and port alone, as in http://host.k3d.internal:9777.");
    }
    if (port == 0) {
      return wrong(
          url,
          "A tunnel forwards to one port, and none is named.",
          "Name the port on this machine to which calls of this URL come, as in 9777.");
    }
    InetAddress target = literal(parsed.host());
    if (target != null && target.isAnyLocalAddress()) {
      return wrong(
          url, "Nobody can be called at this address.", "Write the one that the cluster reaches.");
    }
    return Outcome.ok(new CallbackAddress(bind, port, parsed));
  }

  private static Outcome<CallbackAddress> wrong(String where, String explanation, String remedy) {
    return Outcome.failed(new Failure.Rejected(ATTEMPT, where, 0, explanation, remedy, ""));
  }

  private static @Nullable InetAddress literal(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return InetAddress.ofLiteral(bare.equals("*") ? "0.0.0.0" : bare);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * Whether only this machine can be called under it: of no use to a cluster elsewhere, which would
   * call itself.
   */
  public boolean leadsToLoopback() {
    if (advertised == null) {
      return bind.isLoopbackAddress();
    }
    InetAddress target = literal(advertised.host());
    return target != null && target.isLoopbackAddress();
  }

  /** Where it listens, as {@link #parse} reads it. */
  public String place() {
    String host = plainHost();
    String written = host.contains(":") ? "[" + host + "]" : host;
    return port == 0 ? written : written + ":" + port;
  }

  /** Under which URL the cluster calls, as a person reads it. */
  public String shown() {
    String text = url(port == 0 ? 1 : port, "/").toString();
    String bare = text.substring(0, text.length() - 1);
    return advertised == null && port == 0 ? bare.replaceFirst(":1$", "") : bare;
  }

  /** The URL of a path when the receiver listens on a port. */
  HttpUrl url(int boundPort, String path) {
    HttpUrl base =
        advertised != null
            ? advertised
            : new HttpUrl.Builder().scheme("http").host(plainHost()).port(boundPort).build();
    return base.newBuilder().encodedPath(path).query(null).build();
  }

  /**
   * Whether a {@code Host} header names this receiver. A page in a browser that was lured to
   * loopback under a foreign name does not get past this, nor one that calls {@code 0.0.0.0}.
   */
  boolean isNamedBy(String hostHeader) {
    HttpUrl named = HttpUrl.parse("http://" + hostHeader.toLowerCase(Locale.ROOT) + "/");
    if (named == null || !named.encodedPath().equals("/") || !named.username().isEmpty()) {
      return false;
    }
    String host = named.host();
    return (advertised != null && host.equals(advertised.host()))
        || (!bind.isAnyLocalAddress() && host.equals(url(1, "/").host()))
        || (!bind.isAnyLocalAddress() && host.equals(plainHost()))
        || (bind.isLoopbackAddress() && (host.equals("localhost") || host.equals("::1")));
  }

  /** The bound address as a URL spells it. */
  private String plainHost() {
    return bind.isAnyLocalAddress()
        ? "0.0.0.0"
        : new HttpUrl.Builder().scheme("http").host(bind.getHostAddress()).build().host();
  }
}
