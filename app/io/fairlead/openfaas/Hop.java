package io.fairlead.openfaas;

import java.util.Objects;

/**
 * One redirect that was followed.
 *
 * @param status 301, 302, 303, 307 or 308
 * @param from the URL that answered with it
 * @param to where it led
 * @param otherServer whether that is another scheme, host or port, so that no credentials went
 *     along
 */
public record Hop(int status, String from, String to, boolean otherServer) {
  public Hop {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }
}
