package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import java.util.List;
import java.util.Objects;

/**
 * One call of a function, as it is to be sent (contract 1.6, 1.7).
 *
 * @param function which function; its namespace, where known, becomes the suffix of the name
 * @param method the HTTP method; an asynchronous call must be a POST, else the gateway answers 405
 * @param path what follows the name, as typed; existing percent escapes are kept, characters that
 *     cannot stand in a path are encoded
 * @param query without its question mark, treated likewise; empty for none
 * @param headers sent as they are; the gateway's credentials are never added
 * @param body the body, empty for none
 * @param async whether it goes into the queue
 */
@SuppressWarnings("ArrayRecordComponent") // Up to megabytes; nobody compares calls by content.
public record Invocation(
    FunctionRef function,
    String method,
    String path,
    String query,
    List<Header> headers,
    byte[] body,
    boolean async) {

  public Invocation {
    Objects.requireNonNull(function);
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(query);
    headers = List.copyOf(headers);
    body = body.clone();
  }
}
