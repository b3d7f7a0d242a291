package io.fairlead.support;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loopback server that answers with recorded exchanges, byte for byte, framing and cuts included.
 *
 * <p>Answers are given in order, whatever is asked; the last one goes on.
 */
public final class RecordedGateway implements AutoCloseable {

  private final LoopbackServer server;

  private RecordedGateway(List<Recording> recordings) {
    AtomicInteger next = new AtomicInteger();
    this.server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              int index = Math.min(next.getAndIncrement(), recordings.size() - 1);
              Recording recording = recordings.get(index);
              if (recording.isAnswered()) {
                connection.send(recording.answer());
              }
              if (recording.isCut()) {
                connection.close();
              }
            });
  }

  /** Answers with these recordings, by folder and name. */
  public static RecordedGateway answering(String... names) {
    return new RecordedGateway(List.of(names).stream().map(Recording::load).toList());
  }

  /** The base URL. */
  public String url() {
    return server.url();
  }

  /** Every request, in order. */
  public List<ReceivedRequest> received() {
    return server.received();
  }

  @Override
  public void close() {
    server.close();
  }
}
