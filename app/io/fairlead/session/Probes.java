package io.fairlead.session;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.probe.ProbeEngine;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeRequest;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeRun;
import io.fairlead.calls.probe.ProbeTerms;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.CallRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probes of one gateway: one a function at a time, each watched until it is over. */
final class Probes implements AutoCloseable {

  /** A longer body is refused: it would be held in memory and sent again and again. */
  static final long LONGEST_BODY = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

  private final Connection connection;
  private final HttpTarget target;
  private final ProbeEngine engine;
  private final InstantSource clock;

  /** Never interrupted: a probe that is stopped has a result, and that wants to be kept. */
  private final Scope watching = new Scope("probes");

  // Guarded by its monitor; empty while a probe is about to begin.
  private final Map<FunctionRef, Optional<ProbeRun>> running = new HashMap<>();
  private boolean closed;

  Probes(Connection connection, HttpTarget target, ProbeEngine engine, InstantSource clock) {
    this.connection = connection;
    this.target = target;
    this.engine = engine;
    this.clock = clock;
  }

  Outcome<ProbeRun> start(
      CallSpec spec, ProbeTerms terms, boolean agreed, Consumer<ProbeResult> whenOver) {
    if (spec.mode() == CallSpec.Mode.ASYNC) {
      return refused(
          spec,
          "A probe of an asynchronous call would measure how fast the gateway queues, and leave"
              + " the queue full.",
          "Probe the call synchronously; nothing was sent.");
    }
    return request(spec).then(request -> start(spec, terms.with(request), agreed, whenOver));
  }

  private Outcome<ProbeRun> start(
      CallSpec spec, ProbePlan plan, boolean agreed, Consumer<ProbeResult> whenOver) {
    if (!agreed && plan.asksFirst()) {
      return refused(
          spec,
          "Nobody has agreed to probe " + plan.request().url().host() + " like this.",
          "Agree to it first; nothing was sent.");
    }
    FunctionRef function = spec.function();
    synchronized (running) {
      if (closed) {
        return refused(spec, "This gateway is no longer in the workbench.", "Add it again.");
      }
      if (running.putIfAbsent(function, Optional.empty()) != null) {
        return refused(
            spec,
            "Another probe of "
                + function.name()
                + " is running; two would disturb each other's figures.",
            "Wait for it, or stop it; nothing was sent.");
      }
    }
    Outcome<ProbeRun> started = begin(spec, plan);
    started.either(run -> begun(function, run, whenOver), _ -> forget(function));
    return started;
  }

  private Outcome<ProbeRun> begin(CallSpec spec, ProbePlan plan) {
    try {
      return engine.start(plan, clock);
    } catch (RuntimeException e) {
      return Outcome.failed(
          new Failure.Bug(attempt(spec), HttpTarget.where(plan.request().url()), e));
    }
  }

  private void begun(FunctionRef function, ProbeRun run, Consumer<ProbeResult> whenOver) {
    boolean late;
    synchronized (running) {
      running.put(function, Optional.of(run));
      late = closed;
    }
    if (late) {
      run.stop();
    }
    watching.run(() -> watch(function, run, whenOver));
  }

  private void watch(FunctionRef function, ProbeRun run, Consumer<ProbeResult> whenOver) {
    try {
      ProbeResult result = run.await();
      forget(function);
      whenOver.accept(result);
    } catch (InterruptedException _) {
      LOG.warn("nobody waits any more for the probe of {}", function);
      Thread.currentThread().interrupt();
    } finally {
      forget(function);
    }
  }

  private void forget(FunctionRef function) {
    synchronized (running) {
      running.remove(function);
    }
  }

  /** The request that is sent again and again: as the call is written, its body whole in memory. */
  private Outcome<ProbeRequest> request(CallSpec spec) {
    return spec.toInvocation()
        .then(call -> CallRequest.of(target, call))
        .then(request -> request(spec, request));
  }

  private Outcome<ProbeRequest> request(CallSpec spec, Request written) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < written.headers().size(); i++) {
      headers.add(new Header(written.headers().name(i), written.headers().value(i)));
    }
    RequestBody body = written.body();
    try {
      if (body == null) {
        return Outcome.ok(
            new ProbeRequest(written.method(), written.url(), headers, ByteString.EMPTY));
      }
      if (body.contentLength() > LONGEST_BODY) {
        return refused(
            spec,
            "The body has more than " + (LONGEST_BODY >> 20) + " MiB.",
            "Probe with a smaller body; nothing was sent.");
      }
      Buffer content = new Buffer();
      body.writeTo(content);
      return Outcome.ok(
          new ProbeRequest(written.method(), written.url(), headers, content.readByteString()));
    } catch (IOException e) {
      return refused(
          spec,
          "The body cannot be read: " + e.getMessage() + ".",
          "Choose another body; nothing was sent.");
    }
  }

  private <T> Outcome<T> refused(CallSpec spec, String explanation, String remedy) {
    return Outcome.failed(
        new Failure.Rejected(attempt(spec), connection.shownUrl(), 0, explanation, remedy, ""));
  }

  private static String attempt(CallSpec spec) {
    return "Probe " + spec.function().qualifiedName();
  }

  /** Stops every probe; their results still come. */
  @Override
  public void close() {
    List<ProbeRun> left;
    synchronized (running) {
      closed = true;
      left = running.values().stream().flatMap(Optional::stream).toList();
    }
    left.forEach(ProbeRun::stop);
  }
}
