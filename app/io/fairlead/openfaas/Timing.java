package io.fairlead.openfaas;

import java.time.Duration;
import java.util.Objects;

/**
 * When the stages of a call were over, each from its beginning.
 *
 * @param connected the connection stood, TLS included; zero where none was opened
 * @param sent the request was out
 * @param firstByte the answer's headers were there
 * @param total the answer's last byte was there
 */
public record Timing(Duration connected, Duration sent, Duration firstByte, Duration total) {

  public Timing {
    Objects.requireNonNull(connected);
    Objects.requireNonNull(sent);
    Objects.requireNonNull(firstByte);
    Objects.requireNonNull(total);
  }
}
