package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import java.util.List;
import java.util.Objects;
import okhttp3.RequestBody;

/**
 * One call of a function, as it is to be sent (contract 1.6, 1.7).
 *
 * @param function which function; its namespace, where known, becomes the suffix of the name
 * @param method the HTTP method; an asynchronous call must be a POST, else the gateway answers 405
 * @param path what follows the name, as typed; existing percent escapes are kept, characters that
 *     cannot stand in a path are encoded
 * @param query without its question mark, treated likewise; empty for none
 * @param headers sent as they are
 * @param body written once and never again unless a redirect that is followed wants it; its content
 *     type is sent where the headers name none
 * @param async whether it goes into the queue
 * @param redirects what happens to a redirect
 * @param credentials whether the gateway's credentials go along; the function sees them (contract
 *     0.13)
 */
public record Invocation(
    FunctionRef function,
    String method,
    String path,
    String query,
    List<Header> headers,
    RequestBody body,
    boolean async,
    Redirects redirects,
    boolean credentials) {

  /** What happens to a redirect. */
  public enum Redirects {
    /** It is the reply. */
    SHOW,
    /** Followed, at most ten times; credentials and cookies stay with the server they were for. */
    FOLLOW
  }

  public Invocation {
    Objects.requireNonNull(function);
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(query);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(redirects);
  }

  /** A call of plain bytes, without the gateway's credentials, whose redirects are shown. */
  public Invocation(
      FunctionRef function,
      String method,
      String path,
      String query,
      List<Header> headers,
      byte[] body,
      boolean async) {
    this(
        function,
        method,
        path,
        query,
        headers,
        RequestBody.create(body.clone()),
        async,
        Redirects.SHOW,
        false);
  }
}
