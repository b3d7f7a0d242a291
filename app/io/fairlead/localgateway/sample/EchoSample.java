package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.GoDuration;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.http.Query;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Answers with the body it was sent. For trying out a client it also does what a query asks: {@code
 * echo=headers} shows the request, {@code status}, {@code hdr=Name:Value}, {@code body}, {@code
 * size}, {@code sleep} and {@code stream} shape the answer.
 */
final class EchoSample implements Sample {

  // Read before the first byte is answered: a client that writes all before it reads never hangs.
  private static final int READ_AHEAD = 4 << 20;
  private static final int SNIFFED = 512;
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_EVENTS = 1000;
  private static final long EVENT_PAUSE_MILLIS = 1000;

  @Override
  public void serve(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException, InterruptedException {
    String query = call.query();
    if (query == null || query.isEmpty()) {
      echo(call, answer);
    } else {
      shaped(call, answer, Query.of(query), replica);
    }
  }

  private static void echo(FunctionCall call, FunctionAnswer answer) throws IOException {
    byte[] body = call.body().readNBytes(READ_AHEAD);
    type(call, answer, body);
    answer.body().write(body);
    if (body.length == READ_AHEAD) {
      call.body().transferTo(answer.body());
    }
  }

  private static void type(FunctionCall call, FunctionAnswer answer, byte[] body) {
    if (body.length > 0 && call.header("Content-Type") == null) {
      answer.header(
          "Content-Type", isText(body) ? "text/plain; charset=utf-8" : "application/octet-stream");
    }
  }

  private static void shaped(
      FunctionCall call, FunctionAnswer answer, Query query, ReplicaContext replica)
      throws IOException, InterruptedException {
    if (query.has("sleep")) {
      Thread.sleep(GoDuration.parse(query.get("sleep")).orElse(Duration.ZERO));
    }
    if (query.get("status").matches("[2-5]\\d\\d")) {
      answer.status(Integer.parseInt(query.get("status")));
    }
    if (query.get("status").matches("204|304")) {
      return;
    }
    boolean typed = false;
    String header = query.get("hdr");
    int colon = header.indexOf(':');
    if (colon > 0 && header.chars().allMatch(c -> c >= ' ' && c < 127)) {
      answer.header(header.substring(0, colon), header.substring(colon + 1));
      typed = header.regionMatches(true, 0, "Content-Type:", 0, 13);
    }
    if (query.get("echo").equals("headers")) {
      request(call, answer, replica);
    } else if (query.has("stream")) {
      events(answer, number(query.get("stream"), MOST_EVENTS));
    } else if (query.has("size")) {
      fill(answer, number(query.get("size"), MOST_BYTES));
    } else if (query.has("body")) {
      byte[] body = query.get("body").getBytes(StandardCharsets.UTF_8);
      if (!typed) {
        answer.header("Content-Type", "text/plain; charset=utf-8");
      }
      answer.body().write(body);
    } else if (typed) {
      call.body().transferTo(answer.body());
    } else {
      echo(call, answer);
    }
  }

  /** The request as it arrived, in the words of recording 40-invoke-echo-headers. */
  private static void request(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    StringBuilder text = new StringBuilder(512);
    text.append(call.method()).append(' ').append(call.path());
    if (call.query() != null) {
      text.append('?').append(call.query());
    }
    text.append(" HTTP/1.1\nHost: ").append(replica.key().label()).append(":8080\n");
    for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
      for (String value : header.getValue()) {
        text.append(header.getKey()).append(": ").append(value).append("\r\n");
      }
    }
    text.append('\n');
    answer.header("Content-Type", "text/plain");
    answer.body().write(text.toString().getBytes(StandardCharsets.UTF_8));
    call.body().transferTo(answer.body());
  }

  private static void events(FunctionAnswer answer, int count)
      throws IOException, InterruptedException {
    answer.header("Content-Type", "text/event-stream");
    OutputStream body = answer.body();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        Thread.sleep(EVENT_PAUSE_MILLIS);
      }
      body.write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
      body.flush();
    }
  }

  private static void fill(FunctionAnswer answer, int size) throws IOException {
    answer.header("Content-Type", "text/plain; charset=utf-8");
    byte[] block = new byte[Math.min(size, 8192)];
    Arrays.fill(block, (byte) 'x');
    for (int left = size; left > 0; left -= block.length) {
      answer.body().write(block, 0, Math.min(left, block.length));
    }
  }

  private static int number(String text, int most) {
    return text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), most) : 0;
  }

  private static boolean isText(byte[] body) {
    for (int i = 0; i < Math.min(body.length, SNIFFED); i++) {
      if (body[i] >= 0 && body[i] < 0x09) {
        return false;
      }
    }
    return true;
  }
}
