package io.fairlead.net;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is sent at most once: OkHttp would repeat a POST answered with 408, or with
 * 503 and {@code Retry-After: 0}.
 */
public final class OneShotBody extends RequestBody {

  private final RequestBody content;
  private final @Nullable MediaType type;

  /**
   * A body of these bytes.
   *
   * @param type sent as {@code Content-Type}, or none
   */
  public OneShotBody(byte[] content, @Nullable MediaType type) {
    this(RequestBody.create(content.clone()), type);
  }

  /**
   * What another body writes, sent once.
   *
   * @param type sent as {@code Content-Type}, or none, whatever the other says
   */
  public OneShotBody(RequestBody content, @Nullable MediaType type) {
    this.content = content;
    this.type = type;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() throws IOException {
    return content.contentLength();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    content.writeTo(sink);
  }
}
