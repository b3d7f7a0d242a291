package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.Timeouts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A test call as the operator edits it; equal by content.
 *
 * @param function which function
 * @param mode whether the caller waits or the queue does
 * @param method the HTTP method
 * @param path what follows the function's name; empty or beginning with a slash
 * @param query without its question mark; empty for none
 * @param headers in their order; for an asynchronous call {@code X-Callback-Url} is one of them
 * @param body the body, empty for none
 * @param timeout for the whole call
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out; equality is by content.
public record CallSpec(
    FunctionRef function,
    Mode mode,
    String method,
    String path,
    String query,
    List<Header> headers,
    byte[] body,
    Duration timeout) {

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
    body = body.clone();
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a call has a positive time-out, not " + timeout);
    }
  }

  /** An empty synchronous POST with the usual time-out. */
  public static CallSpec of(FunctionRef function) {
    return new CallSpec(
        function, Mode.SYNC, "POST", "", "", List.of(), new byte[0], Timeouts.DEFAULT.call());
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** The body where it is UTF-8 text; empty where it is binary. */
  public Optional<String> bodyText() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The same with another function. */
  public CallSpec withFunction(FunctionRef changed) {
    return new CallSpec(changed, mode, method, path, query, headers, body, timeout);
  }

  /** The same in another mode. */
  public CallSpec withMode(Mode changed) {
    return new CallSpec(function, changed, method, path, query, headers, body, timeout);
  }

  /** The same with another method. */
  public CallSpec withMethod(String changed) {
    return new CallSpec(function, mode, changed, path, query, headers, body, timeout);
  }

  /** The same with another path. */
  public CallSpec withPath(String changed) {
    return new CallSpec(function, mode, method, changed, query, headers, body, timeout);
  }

  /** The same with another query. */
  public CallSpec withQuery(String changed) {
    return new CallSpec(function, mode, method, path, changed, headers, body, timeout);
  }

  /** The same with other headers. */
  public CallSpec withHeaders(List<Header> changed) {
    return new CallSpec(function, mode, method, path, query, changed, body, timeout);
  }

  /** The same with another body. */
  public CallSpec withBody(byte[] changed) {
    return new CallSpec(function, mode, method, path, query, headers, changed, timeout);
  }

  /** The same with a text as its body. */
  public CallSpec withBody(String changed) {
    return withBody(changed.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with another time-out. */
  public CallSpec withTimeout(Duration changed) {
    return new CallSpec(function, mode, method, path, query, headers, body, changed);
  }

  /** The request that this becomes. */
  public Invocation toInvocation() {
    return new Invocation(function, method, path, query, headers, body, mode == Mode.ASYNC);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CallSpec that
        && function.equals(that.function)
        && mode == that.mode
        && method.equals(that.method)
        && path.equals(that.path)
        && query.equals(that.query)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && timeout.equals(that.timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        function, mode, method, path, query, headers, Arrays.hashCode(body), timeout);
  }
}
