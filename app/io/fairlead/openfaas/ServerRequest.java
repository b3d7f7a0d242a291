package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;

/**
 * A request to any URL: sent as it is, as calls of functions are, and without any gateway's
 * credentials.
 *
 * @param url where to
 * @param method the HTTP method
 * @param headers sent as they are
 * @param body its content type is sent where the headers name none
 * @param redirects what happens to a redirect
 */
public record ServerRequest(
    HttpUrl url,
    String method,
    List<Header> headers,
    RequestBody body,
    Invocation.Redirects redirects) {

  public ServerRequest {
    Objects.requireNonNull(url);
    Objects.requireNonNull(method);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(redirects);
  }

  /**
   * Sends it once and waits for the answer. Blocks.
   *
   * @param timeout for the exchange as a whole
   */
  public Outcome<InvocationReply> send(Duration timeout, Scope scope, Reception reception) {
    FunctionRef nobody = new FunctionRef(new GatewayId(url.host()), "", url.host());
    Invocation call =
        new Invocation(nobody, method, "", "", headers, body, false, redirects, false);
    return new Invoker(HttpTarget.of(url, null)).invoke(url, call, timeout, scope, reception);
  }
}
