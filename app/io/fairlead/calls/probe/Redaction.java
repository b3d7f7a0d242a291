package io.fairlead.calls.probe;

import io.fairlead.calls.Secrets;
import io.fairlead.model.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A request without what must not reach a disk.
 *
 * @param request what is left
 * @param leftOut what is gone, for a person
 */
record Redaction(ProbeRequest request, List<String> leftOut) {

  /** A longer body, in bytes, is not kept. */
  static final int LONGEST_BODY = 64 << 10;

  /** Takes out secret headers, secret parameters, a user within the URL, and a long body. */
  static Redaction of(ProbeRequest request) {
    List<String> leftOut = new ArrayList<>();
    List<Header> headers = new ArrayList<>();
    for (Header header : request.headers()) {
      if (Secrets.isSecret(header.name(), header.value())) {
        leftOut.add(header.name());
      } else {
        headers.add(header);
      }
    }
    HttpUrl url = url(request.url(), leftOut);
    ByteString body = request.body();
    if (body.size() > LONGEST_BODY || mayHoldSecrets(request)) {
      leftOut.add("body");
      body = ByteString.EMPTY;
    }
    return new Redaction(new ProbeRequest(request.method(), url, headers, body), leftOut);
  }

  private static HttpUrl url(HttpUrl url, List<String> leftOut) {
    HttpUrl.Builder kept = url.newBuilder().username("").password("");
    for (int i = 0; i < url.querySize(); i++) {
      String name = url.queryParameterName(i);
      String value = url.queryParameterValue(i);
      if (value != null && !value.isEmpty() && Secrets.isSecret(name, value)) {
        kept.setQueryParameter(name, "");
        leftOut.add(name);
      }
    }
    return kept.build();
  }

  /** Fields of a form have names that tell; which of its parts are secret is not looked into. */
  private static boolean mayHoldSecrets(ProbeRequest request) {
    String type =
        request.headers().stream()
            .filter(header -> header.isNamed("Content-Type"))
            .map(Header::value)
            .findFirst()
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      return true;
    }
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      return false;
    }
    HttpUrl fields =
        new HttpUrl.Builder()
            .scheme("http")
            .host("localhost")
            .encodedQuery(request.body().utf8())
            .build();
    return fields.queryParameterNames().stream()
        .anyMatch(name -> Secrets.isSecret(name, String.valueOf(fields.queryParameter(name))));
  }
}
