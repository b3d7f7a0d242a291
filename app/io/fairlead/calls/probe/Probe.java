package io.fairlead.calls.probe;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Starts load probes. */
public final class Probe {

  private static final String ATTEMPT = "Probe";

  private Probe() {}

  /** Starts a probe; certificates are checked against the authorities of this system. */
  public static Outcome<ProbeRun> start(ProbePlan plan, InstantSource clock) {
    return start(plan, clock, null);
  }

  /**
   * Starts a probe. Looks the host's name up, so it blocks for as long as that takes; the calls are
   * made on threads of the run.
   *
   * @param clock tells when a second of the run was; latencies come from the system's ticker
   * @param trust whose certificates are believed; null for the authorities of this system
   * @return the run, or why it cannot begin: a name without address, a request that no server may
   *     be sent
   */
  public static Outcome<ProbeRun> start(
      ProbePlan plan, InstantSource clock, @Nullable Trust trust) {
    HttpUrl url = plan.request().url();
    String where = HttpTarget.where(url);
    Optional<String> complaint = RequestRules.complaint(plan.request());
    if (complaint.isPresent()) {
      return rejected(where, complaint.get(), "Change the request; nothing was sent.");
    }
    try {
      List<InetSocketAddress> addresses =
          Arrays.stream(InetAddress.getAllByName(url.host()))
              .map(address -> new InetSocketAddress(address, url.port()))
              .toList();
      Calling calling =
          url.isHttps()
              ? new SecureCalling(plan, trust)
              : new EventLoop(plan, PlainRequest.of(plan.request()), addresses);
      MeasuredRun run = new MeasuredRun(plan, clock, calling);
      run.begin();
      return Outcome.ok(run);
    } catch (UnknownHostException _) {
      return Outcome.failed(
          new Failure.Unreachable(
              ATTEMPT,
              where,
              "The name " + url.host() + " does not resolve.",
              "Check the host in the URL; nothing was sent."));
    } catch (IOException e) {
      return rejected(where, "No connection can be opened: " + e.getMessage(), "Try again.");
    }
  }

  private static Outcome<ProbeRun> rejected(String where, String explanation, String remedy) {
    return Outcome.failed(new Failure.Rejected(ATTEMPT, where, 0, explanation, remedy, ""));
  }
}
