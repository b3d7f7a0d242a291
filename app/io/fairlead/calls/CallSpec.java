package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.openfaas.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A test call as the operator edits it; equal by content.
 *
 * @param function which function
 * @param mode whether the caller waits or the queue does
 * @param method the HTTP method
 * @param path what follows the function's name; empty or beginning with a slash
 * @param query without its question mark; empty for none
 * @param headers in their order; for an asynchronous call {@code X-Callback-Url} is one of them
 * @param body the body, whose content type is sent where the headers name none
 * @param options how it is sent
 */
public record CallSpec(
    FunctionRef function,
    Mode mode,
    String method,
    String path,
    String query,
    List<Header> headers,
    CallBody body,
    CallOptions options) {

  /** How a call is made. */
  public enum Mode {
    SYNC,
    ASYNC
  }

  public CallSpec {
    Objects.requireNonNull(function);
    Objects.requireNonNull(mode);
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(query);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(options);
  }

  /** An empty synchronous POST with the usual options. */
  public static CallSpec of(FunctionRef function) {
    return new CallSpec(
        function, Mode.SYNC, "POST", "", "", List.of(), new CallBody.None(), CallOptions.DEFAULT);
  }

  /** The same with another function. */
  public CallSpec withFunction(FunctionRef changed) {
    return new CallSpec(changed, mode, method, path, query, headers, body, options);
  }

  /** The same in another mode. */
  public CallSpec withMode(Mode changed) {
    return new CallSpec(function, changed, method, path, query, headers, body, options);
  }

  /** The same with another method. */
  public CallSpec withMethod(String changed) {
    return new CallSpec(function, mode, changed, path, query, headers, body, options);
  }

  /** The same with another path. */
  public CallSpec withPath(String changed) {
    return new CallSpec(function, mode, method, changed, query, headers, body, options);
  }

  /** The same with another query. */
  public CallSpec withQuery(String changed) {
    return new CallSpec(function, mode, method, path, changed, headers, body, options);
  }

  /** The same with other headers. */
  public CallSpec withHeaders(List<Header> changed) {
    return new CallSpec(function, mode, method, path, query, changed, body, options);
  }

  /** The same with another body. */
  public CallSpec withBody(CallBody changed) {
    return new CallSpec(function, mode, method, path, query, headers, changed, options);
  }

  /** The same with a text without a content type as its body. */
  public CallSpec withBody(String changed) {
    return withBody(CallBody.text(changed));
  }

  /** The same with other options. */
  public CallSpec withOptions(CallOptions changed) {
    return new CallSpec(function, mode, method, path, query, headers, body, changed);
  }

  /** The same with another time-out. */
  public CallSpec withTimeout(Duration changed) {
    return withOptions(options.withTimeout(changed));
  }

  /** The request that this becomes; fails where the body cannot be read. */
  public Outcome<Invocation> toInvocation() {
    return body.toRequestBody()
        .map(
            content ->
                new Invocation(
                    function,
                    method,
                    path,
                    query,
                    headers,
                    content,
                    mode == Mode.ASYNC,
                    options.followRedirects() && mode == Mode.SYNC
                        ? Invocation.Redirects.FOLLOW
                        : Invocation.Redirects.SHOW,
                    options.gatewayCredentials()));
  }
}
