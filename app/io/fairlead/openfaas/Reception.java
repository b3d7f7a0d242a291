package io.fairlead.openfaas;

import io.fairlead.files.Spool;
import io.fairlead.model.Header;
import io.fairlead.net.ExchangeProgress;
import io.fairlead.net.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the reply to one call goes while it comes: its bytes into a spool, news of them to a
 * listener, its timing to whoever asks. For one call only; whoever made the spool closes it.
 */
public final class Reception {

  /** Hears how a reply comes; on the thread of the call, and must not wait. */
  public interface Listener {

    /** The status and the headers are there. */
    void head(int status, List<Header> headers);

    /** The body has so many bytes by now. */
    void grew(long size);

    /** Hears nothing. */
    static Listener none() {
      return new Listener() {
        @Override
        public void head(int status, List<Header> headers) {
          // The reply itself will tell.
        }

        @Override
        public void grew(long size) {
          // The reply itself will tell.
        }
      };
    }
  }

  private final Spool spool;
  private final Listener listener;
  private long begin = System.nanoTime();
  private boolean began;
  private final List<Span> former = new ArrayList<>();
  private final List<Hop> hops = new ArrayList<>();
  private Duration exchangeBegan = Duration.ZERO;
  private ExchangeProgress progress = new ExchangeProgress();
  private Duration total = Duration.ZERO;

  /** A reception into that spool. */
  public Reception(Spool spool, Listener listener) {
    this.spool = Objects.requireNonNull(spool);
    this.listener = Objects.requireNonNull(listener);
  }

  /** A reception that keeps {@link GatewayClient#MAX_REPLY_BYTES} in memory and tells nobody. */
  public static Reception inMemory() {
    int most = GatewayClient.MAX_REPLY_BYTES;
    return new Reception(new Spool(most, most), Listener.none());
  }

  /** The body, as far as it has come. */
  public Spool spool() {
    return spool;
  }

  /** The stages so far; from any thread, also while the call is under way. */
  public synchronized Timing timing() {
    List<Span> spans = new ArrayList<>(former);
    spans.addAll(progress.spans(exchangeBegan));
    return new Timing(spans, total.isZero() ? sinceBegin() : total);
  }

  /** The redirects that were followed so far. */
  public synchronized List<Hop> hops() {
    return List.copyOf(hops);
  }

  /** The last thing that had begun. */
  public synchronized ExchangeProgress.Stage stage() {
    return progress.stage();
  }

  Listener listener() {
    return listener;
  }

  synchronized ExchangeProgress begin() {
    if (!began) {
      // What comes before the first exchange is no stage of the call.
      began = true;
      begin = System.nanoTime();
    }
    exchangeBegan = sinceBegin();
    progress = new ExchangeProgress();
    return progress;
  }

  synchronized void redirected(Hop hop) {
    progress.end();
    former.addAll(progress.spans(exchangeBegan));
    hops.add(hop);
  }

  synchronized void end() {
    progress.end();
    total = sinceBegin();
  }

  private Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
