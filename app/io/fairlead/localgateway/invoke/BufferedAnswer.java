package io.fairlead.localgateway.invoke;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is held back until it is whole or outgrows 2,048 bytes, so that small ones carry a
 * length and large ones are streamed, as a real gateway's do (recordings 40-invoke-post,
 * 40-invoke-big-response). For {@code Accept: text/event-stream} every flush goes through.
 */
final class BufferedAnswer extends OutputStream implements FunctionAnswer {

  private static final int HELD_BACK = 2048;
  private static final int FIRST = 256;

  private final FunctionCall call;
  private final AnswerSink sink;
  private final long startNanos;
  private final boolean events;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] held = new byte[FIRST];
  private int count;
  private int status = 200;
  private long bytes;
  private @Nullable OutputStream begun;

  BufferedAnswer(FunctionCall call, AnswerSink sink, long startNanos) {
    this.call = call;
    this.sink = sink;
    this.startNanos = startNanos;
    String accept = call.header("Accept");
    this.events = accept != null && accept.startsWith("text/event-stream");
  }

  @Override
  public void status(int status) {
    this.status = status;
  }

  /** The status that was or will be sent. */
  int status() {
    return status;
  }

  /** Body bytes so far. */
  long bytes() {
    return bytes;
  }

  /** Whether status and headers are on their way. */
  boolean hasBegun() {
    return begun != null;
  }

  @Override
  public void header(String name, String value) {
    if (!HeaderNames.staysHere(name)) {
      headers.put(HeaderNames.canonical(name), value);
    }
  }

  @Override
  public OutputStream body() {
    return this;
  }

  /** Forgets what the function said so far, and answers this status; an empty marker sets none. */
  void replace(int newStatus, String internal) {
    headers.keySet().removeIf(name -> !name.startsWith("X-"));
    header("Content-Type", "text/plain");
    if (!internal.isEmpty()) {
      header("X-Openfaas-Internal", internal);
    }
    status = newStatus;
    count = 0;
    bytes = 0;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] block, int offset, int length) throws IOException {
    bytes += length;
    if (begun != null) {
      begun.write(block, offset, length);
      return;
    }
    if (count + length > HELD_BACK) {
      begin(AnswerSink.STREAMED).write(block, offset, length);
      return;
    }
    if (count + length > held.length) {
      held = Arrays.copyOf(held, Math.min(HELD_BACK, Math.max(count + length, held.length * 2)));
    }
    System.arraycopy(block, offset, held, count, length);
    count += length;
  }

  @Override
  public void flush() throws IOException {
    if (events) {
      begin(AnswerSink.STREAMED).flush();
    }
  }

  /** Sends what is still held back, and the end. */
  void finish() throws IOException {
    try (OutputStream body = begun != null ? begun : begin(count)) {
      body.flush();
    }
  }

  private OutputStream begin(long length) throws IOException {
    if (begun == null) {
      if (isTimed()) {
        headers.put("X-Duration-Seconds", seconds(System.nanoTime() - startNanos));
      }
      if (!headers.containsKey("Content-Type") && status != 304) {
        String sent = call.header("Content-Type");
        headers.put("Content-Type", sent == null || sent.isEmpty() ? "text/plain" : sent);
      }
      begun = sink.begin(status, headers, length);
      begun.write(held, 0, count);
    }
    return begun;
  }

  /** The watchdog sets the duration, so only what reached it has one, and no event stream. */
  private boolean isTimed() {
    String internal = headers.getOrDefault("X-Openfaas-Internal", "of-watchdog");
    return !events && internal.equals("of-watchdog");
  }

  /** Seconds with six decimals. */
  static String seconds(long nanos) {
    long micros = nanos / 1000;
    String fraction = Long.toString(micros % 1_000_000);
    return micros / 1_000_000 + "." + "000000".substring(fraction.length()) + fraction;
  }
}
