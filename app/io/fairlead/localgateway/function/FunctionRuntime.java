package io.fairlead.localgateway.function;

import io.fairlead.openfaas.wire.FunctionDeployment;
import java.io.IOException;
import java.util.Map;

/** What turns an image into running replicas: today inside this process, later as containers. */
public interface FunctionRuntime {

  /**
   * Finds what an image reference stands for, exactly as it was written.
   *
   * @throws ImageRefusedException with the text for the one who deploys
   */
  Program prepare(FunctionDeployment deployment) throws ImageRefusedException;

  /** An image that was found. */
  interface Program {

    /** The environment of the image itself; a deployment's own goes over it. */
    Map<String, String> environment();

    /**
     * Starts one replica and returns when it can serve. Blocks; an interrupt gives it up.
     *
     * @throws IOException when it cannot start
     */
    Replica start(ReplicaContext context) throws IOException, InterruptedException;
  }

  /** A replica that serves calls, several at a time. */
  interface Replica extends AutoCloseable {

    /**
     * Serves one call on the calling thread. An interrupt means that the call's time is over.
     *
     * @throws IOException when caller or function broke off
     */
    void serve(FunctionCall call, FunctionAnswer answer) throws IOException, InterruptedException;

    /** Ends it; calls that are still being served end by themselves. */
    @Override
    void close();
  }

  /** An image that this runtime does not run. */
  final class ImageRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the whole text of the answer, without the final newline. */
    public ImageRefusedException(String message) {
      super(message);
    }
  }
}
