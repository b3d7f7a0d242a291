package io.fairlead.bench;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.StoppedCall;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What a test call costs beyond the HTTP library, and how fast it can be stopped. */
public final class CallBench implements Benchmark {

  private static final int WARM_UP = 2000;
  private static final int CALLS = 3000;
  private static final int STOPS = 30;
  private static final String ANSWER =
      LoopbackServer.response("200 OK", "X-Call-Id: 1\r\nX-Start-Time: 1795405380699557809", "hi");

  @Override
  public String group() {
    return "call";
  }

  @Override
  public List<Measurement> run() throws Exception {
    List<Measurement> measured = new ArrayList<>(overhead());
    Samples stops = new Samples();
    for (int i = 0; i < STOPS; i++) {
      stops.add(stopMillis(i));
    }
    measured.add(
        new Measurement(
            "cancel takes effect, max",
            stops.maximum(),
            "ms",
            100,
            true,
            "of " + STOPS + " calls, stopped in turn while they send, wait and receive"));
    return measured;
  }

  private static List<Measurement> overhead() throws IOException {
    OkHttpClient fresh =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    OkHttpClient pooled = new OkHttpClient();
    try (LoopbackServer server = LoopbackServer.answering(ANSWER);
        Scope scope = new Scope("bench")) {
      Sender sender = new Sender(Clients.of(server.url()), InstantSource.system());
      CallSpec spec =
          CallSpec.of(Clients.function("fn")).withBody(new CallBody.Text("hello", "text/plain"));
      Samples ours = new Samples();
      Samples bareFresh = new Samples();
      Samples barePooled = new Samples();
      // In turn, so that whatever else the machine does falls on all three alike.
      for (int i = 0; i < WARM_UP + CALLS; i++) {
        double one = millis(() -> sender.send(spec, scope).outcome().toOptional().orElseThrow());
        double two = millis(() -> bare(fresh, server.url()));
        double three = millis(() -> bare(pooled, server.url()));
        if (i >= WARM_UP) {
          ours.add(one);
          bareFresh.add(two);
          barePooled.add(three);
        }
      }
      pooled.connectionPool().evictAll();
      String how =
          String.format(
              "medians of %d calls on loopback: %.3f ms here, %.3f ms by bare OkHttp on fresh"
                  + " connections, %.3f ms on a kept one",
              CALLS, ours.median(), bareFresh.median(), barePooled.median());
      return List.of(
          new Measurement(
              "overhead over bare OkHttp, median",
              ours.median() - bareFresh.median(),
              "ms",
              1,
              true,
              how),
          new Measurement(
              "overhead over bare OkHttp with a kept connection, median",
              ours.median() - barePooled.median(),
              "ms",
              1,
              true,
              "includes a new connection for each call, so that none is ever lost or sent twice"));
    }
  }

  private static void bare(OkHttpClient client, String url) throws IOException {
    Request request =
        new Request.Builder()
            .url(url + "/function/fn")
            .header("Accept-Encoding", "identity")
            .header("Content-Type", "text/plain")
            .post(RequestBody.create(new byte[] {'h', 'e', 'l', 'l', 'o'}))
            .build();
    try (Response response = client.newCall(request).execute()) {
      if (response.body().bytes().length != 2) {
        throw new IOException("another body");
      }
    }
  }

  /** Something that takes time. */
  private interface Step {
    void run() throws IOException;
  }

  private static double millis(Step step) throws IOException {
    long began = System.nanoTime();
    step.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static double stopMillis(int turn) {
    CallSpec spec = CallSpec.of(Clients.function("fn"));
    Stage stage = List.of(Stage.SEND, Stage.WAIT, Stage.RECEIVE).get(turn % 3);
    CallSpec call =
        stage == Stage.SEND
            ? spec.withBody(new CallBody.Text("x".repeat(32 << 20), "text/plain"))
            : spec.withBody("x");
    LoopbackServer.Script script =
        connection -> {
          String head = connection.readHead();
          if (stage == Stage.RECEIVE) {
            connection.send("HTTP/1.1 200 OK\r\n\r\n" + head);
          }
          // The body of a large request stays unread: the queues of both sides fill.
          if (stage == Stage.SEND) {
            connection.awaitEnd();
          } else {
            connection.awaitHangUp();
          }
        };
    try (LoopbackServer server = LoopbackServer.onConnection(script)) {
      return StoppedCall.stop(server.url(), call, stage).took().toNanos() / 1e6;
    }
  }
}
