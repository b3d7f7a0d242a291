package io.fairlead.net;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Hides from OkHttp's own follow-up the statuses that it would act upon, and shows them again to
 * the caller: it repeats a request answered 408, 421 or 503 with {@code Retry-After: 0} as long as
 * its body can be sent again, and a request without a body always can; a 407 it does not hand on at
 * all.
 */
final class HeldStatus {

  private static final int HARMLESS = 200;

  private final AtomicInteger status = new AtomicInteger();

  private HeldStatus() {}

  /** The request with a place for its held status. */
  static Request prepared(Request request) {
    return request.newBuilder().tag(HeldStatus.class, new HeldStatus()).build();
  }

  /** The network side: puts a harmless status in its place. */
  static Response hold(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    HeldStatus held = chain.request().tag(HeldStatus.class);
    boolean acts =
        switch (response.code()) {
          case 407, 408, 421, 503 -> true;
          default -> false;
        };
    if (held == null || !acts) {
      return response;
    }
    held.status.set(response.code());
    return response.newBuilder().code(HARMLESS).build();
  }

  /** The caller's side: puts the status back. */
  static Response release(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    HeldStatus held = chain.request().tag(HeldStatus.class);
    int status = held == null ? 0 : held.status.get();
    return status == 0 ? response : response.newBuilder().code(status).build();
  }
}
