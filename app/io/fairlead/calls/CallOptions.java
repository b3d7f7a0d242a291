package io.fairlead.calls;

import io.fairlead.openfaas.Timeouts;
import java.time.Duration;

/**
 * How a call is sent.
 *
 * @param timeout for the whole call; where it accepts an event stream, between two of its pieces
 * @param followRedirects whether a redirect is followed instead of shown
 * @param gatewayCredentials whether the gateway's credentials go along, which the function then
 *     sees
 */
public record CallOptions(Duration timeout, boolean followRedirects, boolean gatewayCredentials) {

  /** A little longer than a gateway's own time, redirects shown, no credentials. */
  public static final CallOptions DEFAULT = new CallOptions(Timeouts.DEFAULT.call(), false, false);

  public CallOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a call has a positive time-out, not " + timeout);
    }
  }

  /** The same with another time-out. */
  public CallOptions withTimeout(Duration changed) {
    return new CallOptions(changed, followRedirects, gatewayCredentials);
  }

  /** The same, with redirects followed or shown. */
  public CallOptions withFollowRedirects(boolean changed) {
    return new CallOptions(timeout, changed, gatewayCredentials);
  }

  /** The same, with or without the gateway's credentials. */
  public CallOptions withGatewayCredentials(boolean changed) {
    return new CallOptions(timeout, followRedirects, changed);
  }
}
