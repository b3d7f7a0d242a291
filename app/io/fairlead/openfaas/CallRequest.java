package io.fairlead.openfaas;

import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import okhttp3.Request;

/** A call as the request that is sent first, for whoever sends it by other means. */
public final class CallRequest {

  private CallRequest() {}

  /**
   * The request, its headers and credentials included, or why it cannot be sent as written. Sends
   * nothing; blocks where the body is a file.
   */
  public static Outcome<Request> of(HttpTarget target, Invocation call) {
    return new Invoker(target).written(call);
  }
}
