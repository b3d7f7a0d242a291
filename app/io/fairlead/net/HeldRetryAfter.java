package io.fairlead.net;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp's own follow-up and shows it again to the caller: OkHttp
 * repeats a request answered 503 with {@code Retry-After: 0} as long as its body can be sent again,
 * and a request without a body always can.
 */
final class HeldRetryAfter {

  private static final String NAME = "Retry-After";
  private static final String MARK = "held ";

  private HeldRetryAfter() {}

  /** The network side: marks the value, so that it is no number of seconds any more. */
  static Response hold(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503 ? replaced(response, true) : response;
  }

  /** The caller's side: takes the mark away. */
  static Response release(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503 ? replaced(response, false) : response;
  }

  private static Response replaced(Response response, boolean held) {
    Headers before = response.headers();
    Headers.Builder after = new Headers.Builder();
    for (int i = 0; i < before.size(); i++) {
      String value = before.value(i);
      if (before.name(i).equalsIgnoreCase(NAME)) {
        value =
            held ? MARK + value : value.startsWith(MARK) ? value.substring(MARK.length()) : value;
      }
      after.addUnsafeNonAscii(before.name(i), value);
    }
    return response.newBuilder().headers(after.build()).build();
  }
}
