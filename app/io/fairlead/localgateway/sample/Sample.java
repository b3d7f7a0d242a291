package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.ReplicaContext;
import java.io.IOException;

/** One sample function: stateless, so that every replica shares it. */
@FunctionalInterface
interface Sample {

  /** Serves one call; an interrupt means that its time is over. */
  void serve(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException, InterruptedException;
}
