package io.fairlead.calls;

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

  /** The URL of a path when the receiver listens on a port. */
  HttpUrl url(int boundPort, String path) {
    HttpUrl base =
        advertised != null
            ? advertised
            : new HttpUrl.Builder()
                .scheme("http")
                .host(bind.getHostAddress())
                .port(boundPort)
                .build();
    return base.newBuilder().encodedPath(path).query(null).build();
  }

  /**
   * Whether a {@code Host} header names this receiver. A page in a browser that was lured to
   * loopback under a foreign name does not get past this.
   */
  boolean isNamedBy(String hostHeader) {
    HttpUrl named = HttpUrl.parse("http://" + hostHeader.toLowerCase(Locale.ROOT) + "/");
    if (named == null || !named.encodedPath().equals("/") || !named.username().isEmpty()) {
      return false;
    }
    String host = named.host();
    return (advertised != null && host.equals(advertised.host()))
        || host.equals(url(1, "/").host())
        || host.equals(plainHost())
        || (bind.isLoopbackAddress() && (host.equals("localhost") || host.equals("::1")));
  }

  private String plainHost() {
    return new HttpUrl.Builder().scheme("http").host(bind.getHostAddress()).build().host();
  }
}
