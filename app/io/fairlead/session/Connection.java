package io.fairlead.session;

import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * How to reach one gateway. A user and a password within the URLs are dropped: they would be
 * printed with them.
 *
 * @param id identity within the workbench
 * @param name what the operator calls it
 * @param url base of the gateway's API
 * @param credentials for this gateway and nothing else
 * @param metricsUrl the gateway's page of metrics, where it can be reached (contract 1.1)
 * @param registryUrl the registry that a deployment offers first
 */
public record Connection(
    GatewayId id,
    String name,
    HttpUrl url,
    Optional<Credentials> credentials,
    Optional<HttpUrl> metricsUrl,
    Optional<HttpUrl> registryUrl) {

  /** An address, not a name such as {@code 127.0.0.1.example.com}. */
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  public Connection {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    url = withoutUser(url);
    Objects.requireNonNull(credentials);
    metricsUrl = metricsUrl.map(Connection::withoutUser);
    registryUrl = registryUrl.map(Connection::withoutUser);
  }

  /** The URL as a person reads it; it never carries credentials. */
  public String shownUrl() {
    String text = HttpTarget.where(url);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Whether a password would travel in clear: plain http to anything but this machine (contract
   * 1.2).
   */
  public boolean sendsPasswordInClear() {
    return credentials.isPresent() && !url.isHttps() && !isOnThisMachine();
  }

  /** Whether the gateway is reached over loopback, and so reaches this console the same way. */
  public boolean isOnThisMachine() {
    return isLoopback(url.host());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK.matcher(host).matches();
  }

  private static HttpUrl withoutUser(HttpUrl url) {
    return url.newBuilder().username("").password("").build();
  }
}
