package io.fairlead.calls.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.model.Header;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * A request as the bytes that go over a connection, written once for all calls.
 *
 * @param bytes in memory outside the heap; whoever writes them duplicates the buffer first
 * @param isHead whether no body follows its answer's head
 * @param isSafe whether it may happen twice
 */
record PlainRequest(ByteBuffer bytes, boolean isHead, boolean isSafe) {

  private static final Set<String> WITH_LENGTH = Set.of("POST", "PUT", "PATCH");

  /** The bytes of a request that {@link RequestRules} found nothing wrong with. */
  static PlainRequest of(ProbeRequest request) {
    HttpUrl url = request.url();
    String query = url.encodedQuery();
    StringBuilder head =
        new StringBuilder(request.method())
            .append(' ')
            .append(url.encodedPath())
            .append(query == null ? "" : "?" + query)
            .append(" HTTP/1.1\r\n");
    if (lacks(request.headers(), "Host")) {
      head.append("Host: ").append(host(url)).append("\r\n");
    }
    for (Header header : RequestRules.complete(request)) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    int length = request.body().size();
    if (lacks(request.headers(), "Content-Length")
        && (length > 0 || WITH_LENGTH.contains(request.method()))) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    byte[] first = head.append("\r\n").toString().getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocateDirect(first.length + length);
    bytes.put(first).put(request.body().asByteBuffer()).flip();
    return new PlainRequest(
        bytes.asReadOnlyBuffer(),
        request.method().equals("HEAD"),
        RequestRules.isSafe(request.method()));
  }

  private static boolean lacks(List<Header> headers, String name) {
    return headers.stream().noneMatch(header -> header.isNamed(name));
  }

  private static String host(HttpUrl url) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
  }
}
