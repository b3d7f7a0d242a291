package io.fairlead.localgateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.LocalFunction;
import io.fairlead.localgateway.function.Refusal;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.invoke.Invoker;
import java.io.IOException;

/** AlertManager's webhook, which scales (contract 2.6, recordings 70-alert-*). */
final class AlertRoutes {

  private static final int FACTOR = 10;
  private static final int MOST_ALERTS = 1000;

  private final FunctionTable functions;
  private final Invoker invoker;

  AlertRoutes(FunctionTable functions, Invoker invoker) {
    this.functions = functions;
    this.invoker = invoker;
  }

  void answer(HttpExchange exchange) throws IOException {
    JsonNode body;
    try {
      body = JsonBody.read(exchange, JsonNode.class);
    } catch (JsonBody.Malformed _) {
      Replies.text(exchange, 400, "Unable to parse alert, bad format.");
      return;
    }
    StringBuilder errors = new StringBuilder();
    int count = 0;
    for (JsonNode alert : body.path("alerts")) {
      if (count++ >= MOST_ALERTS) {
        break;
      }
      String name = alert.path("labels").path("function_name").asText("");
      LocalFunction function = name.isEmpty() ? null : functions.find(invoker.key(name));
      if (function == null) {
        // A function that is gone is no error (recording 70-alert-unknown-function).
        continue;
      }
      try {
        scale(function, alert.path("status").asText(""));
      } catch (Refusal e) {
        errors.append('[').append(count - 1).append("] ").append(e.text()).append('\n');
      }
    }
    if (errors.isEmpty()) {
      Replies.empty(exchange, 200);
    } else {
      Replies.text(exchange, 500, errors.toString());
    }
  }

  /** Firing: a step up; anything else: down to the least. A function at zero stays there. */
  private void scale(LocalFunction function, String status) throws Refusal, IOException {
    int now = function.replicas();
    int least = FunctionTable.leastReplicas(function.deployment());
    int most =
        FunctionTable.label(
            function.deployment(),
            "com.openfaas.scale.max",
            FunctionTable.MOST_REPLICAS,
            1,
            FunctionTable.MOST_REPLICAS);
    int factor =
        FunctionTable.label(function.deployment(), "com.openfaas.scale.factor", FACTOR, 1, 100);
    int step = Math.ceilDiv(most * factor, 100);
    int wanted = status.equals("firing") ? Math.min(now + step, most) : least;
    if (now > 0 && wanted != now) {
      functions.scale(function.key(), wanted);
    }
  }
}
