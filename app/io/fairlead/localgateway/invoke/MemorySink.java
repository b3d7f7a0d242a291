package io.fairlead.localgateway.invoke;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps an answer for its callback. */
final class MemorySink implements AnswerSink {

  /** The longest answer that is called back. */
  static final int LARGEST = 16 << 20;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int status = 503;

  @Override
  public OutputStream begin(int status, Map<String, String> headers, long length) {
    this.status = status;
    this.headers.putAll(headers);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] block, int offset, int count) throws IOException {
        if (body.size() + count > LARGEST) {
          throw new IOException("an answer of more than " + LARGEST + " bytes is not called back");
        }
        if (status != 204 && status != 304) {
          body.write(block, offset, count);
        }
      }
    };
  }

  /** What broke off is 503 with an empty body, as when the worker cannot reach the gateway. */
  void fail() {
    status = 503;
    headers.clear();
    body.reset();
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body.toByteArray();
  }
}
