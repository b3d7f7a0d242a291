package io.fairlead.support;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.Timeouts;
import java.time.Duration;
import okhttp3.HttpUrl;

/** Clients of the servers of this package. */
public final class Clients {

  /** The gateway of every test. */
  public static final GatewayId GATEWAY = new GatewayId("test");

  /** What every test client authenticates with. */
  public static final Credentials CREDENTIALS = new Credentials.Basic("admin", "password");

  private Clients() {}

  /** A client of a base URL, with credentials and ten seconds of patience. */
  public static GatewayClient of(String url) {
    return of(url, Duration.ofSeconds(10));
  }

  /** A client of a base URL, with credentials. */
  public static GatewayClient of(String url, Duration timeout) {
    HttpTarget target = HttpTarget.of(HttpUrl.get(url), CREDENTIALS);
    return new GatewayClient(GATEWAY, target, Timeouts.all(timeout));
  }

  /** A function whose namespace is not known. */
  public static FunctionRef function(String name) {
    return new FunctionRef(GATEWAY, "", name);
  }

  /** A function of a namespace. */
  public static FunctionRef function(String name, String namespace) {
    return new FunctionRef(GATEWAY, namespace, name);
  }
}
