package io.fairlead.calls.file;

import io.fairlead.calls.CallBody;
import io.fairlead.model.Header;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * A request with everything filled in, ready to be sent.
 *
 * @param url as written
 * @param address the same as it is parsed
 * @param mask hides what was filled in from private places
 */
public record PreparedCall(
    String method, String url, HttpUrl address, List<Header> headers, CallBody body, Mask mask) {

  public PreparedCall {
    Objects.requireNonNull(method);
    Objects.requireNonNull(url);
    Objects.requireNonNull(address);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(mask);
  }

  /** It may hold a password. */
  @Override
  public String toString() {
    return method + " " + mask.hide(url);
  }
}
