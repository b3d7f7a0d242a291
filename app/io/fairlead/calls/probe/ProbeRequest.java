package io.fairlead.calls.probe;

import io.fairlead.model.Header;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * The request that a probe sends again and again.
 *
 * @param method the HTTP method
 * @param url where to; http or https
 * @param headers sent as they are; {@code Host} and {@code Content-Length} are added where absent
 * @param body empty for none
 */
public record ProbeRequest(String method, HttpUrl url, List<Header> headers, ByteString body) {

  public ProbeRequest {
    Objects.requireNonNull(method);
    Objects.requireNonNull(url);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
  }
}
