package io.fairlead.openfaas;

import io.fairlead.net.ExchangeProgress;
import io.fairlead.net.Span;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When the stages of a call were entered and left, each from the call's beginning. A call that was
 * redirected has each stage once per exchange.
 *
 * @param spans in their order; a name that needs no resolving and a pooled connection have none
 * @param total until the answer's last byte, or until it failed
 */
public record Timing(List<Span> spans, Duration total) {

  /** Of a call that was not sent. */
  public static final Timing NONE = new Timing(List.of(), Duration.ZERO);

  public Timing {
    spans = List.copyOf(spans);
    Objects.requireNonNull(total);
  }

  /** When the connection stood, TLS included; zero where none was opened. */
  public Duration connected() {
    return end(ExchangeProgress.Stage.SECURE)
        .or(() -> end(ExchangeProgress.Stage.CONNECT))
        .orElse(Duration.ZERO);
  }

  /** When the request was out; zero where it was not sent. */
  public Duration sent() {
    return end(ExchangeProgress.Stage.SEND).orElse(Duration.ZERO);
  }

  /** When the answer's headers were there; zero where none came. */
  public Duration firstByte() {
    return last(ExchangeProgress.Stage.RECEIVE).map(Span::from).orElse(Duration.ZERO);
  }

  /** The last stage of this kind. */
  public Optional<Span> last(ExchangeProgress.Stage stage) {
    return spans.reversed().stream().filter(span -> span.stage() == stage).findFirst();
  }

  private Optional<Duration> end(ExchangeProgress.Stage stage) {
    return last(stage).map(Span::to);
  }
}
