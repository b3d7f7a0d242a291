package io.fairlead.ui.call;

import io.fairlead.calls.CallSpec;
import io.fairlead.files.Spool;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Reception;
import io.fairlead.session.GatewaySession;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One synchronous call on its way, and the bytes of its answer for as long as they are shown. */
final class CallRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallRun.class);

  private final GatewaySession session;
  private final Spool spool = new Spool();

  CallRun(GatewaySession session) {
    this.session = session;
  }

  /**
   * Sends and waits; blocks.
   *
   * @param scope closing it stops the call
   * @param progress hears, on this thread, of the answer while it comes
   */
  ResponseModel send(CallSpec spec, Scope scope, Consumer<ResponseModel> progress) {
    return Answers.of(session.call(spec, new Reception(spool, new Ear(progress)), scope));
  }

  private final class Ear implements Reception.Listener {

    private final Consumer<ResponseModel> progress;
    private int status;
    private List<Header> headers = List.of();
    private Body body = Body.empty();

    Ear(Consumer<ResponseModel> progress) {
      this.progress = progress;
    }

    @Override
    public void head(int code, List<Header> came) {
      status = code;
      headers = came;
      body = Body.coming(spool, came);
      progress.accept(ResponseModel.receiving(status, headers, body, 0));
    }

    @Override
    public void grew(long size) {
      progress.accept(ResponseModel.receiving(status, headers, body, size));
    }
  }

  /** The answer is not shown any more. */
  @Override
  public void close() {
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("the file of an answer was not closed: {}", e.getMessage());
    }
  }
}
