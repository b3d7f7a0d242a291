package io.fairlead.calls;

import java.util.List;

/** A layer that can run out of time for a call, with its setting (contract 1.9, 1.6, 3.1). */
public enum TimeoutLayer {
  /** This console. */
  CLIENT("This console"),
  /** A proxy or load balancer in front of the gateway. */
  INGRESS("Ingress"),
  /** The queue's worker, which makes an asynchronous call. */
  QUEUE_WORKER("Queue worker"),
  /** The gateway, while the request comes in. */
  GATEWAY_READ("Gateway, reading the request"),
  /** The gateway, until its answer is out. */
  GATEWAY_WRITE("Gateway, writing the answer"),
  /** The gateway, while a function without replicas is started. */
  COLD_START("Start of a replica"),
  /** The gateway, waiting for the provider. */
  GATEWAY_UPSTREAM("Gateway, waiting for the function"),
  /** The provider: faas-netes or faasd. */
  PROVIDER("Provider"),
  /** The watchdog in the function's container. */
  WATCHDOG("Watchdog");

  private static final List<TimeoutLayer> SYNCHRONOUS =
      List.of(
          CLIENT,
          INGRESS,
          GATEWAY_READ,
          GATEWAY_WRITE,
          COLD_START,
          GATEWAY_UPSTREAM,
          PROVIDER,
          WATCHDOG);

  private static final List<TimeoutLayer> QUEUED =
      List.of(
          QUEUE_WORKER,
          GATEWAY_READ,
          GATEWAY_WRITE,
          COLD_START,
          GATEWAY_UPSTREAM,
          PROVIDER,
          WATCHDOG);

  private static final String OF_GATEWAY = "the gateway's environment";

  private final String title;

  TimeoutLayer(String title) {
    this.title = title;
  }

  /** Its name on a screen. */
  public String title() {
    return title;
  }

  /** Its setting. */
  public TimeoutSetting setting() {
    return switch (this) {
      case CLIENT -> TimeoutSetting.everywhere("time-out", "the options of this call", "70 s");
      case INGRESS -> Intermediary.OTHER.setting();
      case QUEUE_WORKER ->
          new TimeoutSetting("ack_wait", "the queue worker's environment", "30 s", "60 s", "305 s");
      case GATEWAY_READ -> new TimeoutSetting("read_timeout", OF_GATEWAY, "60 s", "65 s", "60 s");
      case GATEWAY_WRITE -> new TimeoutSetting("write_timeout", OF_GATEWAY, "60 s", "65 s", "60 s");
      case GATEWAY_UPSTREAM ->
          new TimeoutSetting("upstream_timeout", OF_GATEWAY, "60 s", "60 s", "65 s");
      case COLD_START ->
          TimeoutSetting.everywhere("com.openfaas.scale.min", "the function's labels", "1");
      case PROVIDER ->
          new TimeoutSetting(
              "read_timeout and write_timeout",
              "the provider's environment",
              "10 s",
              "60 s or more",
              "60 s");
      case WATCHDOG ->
          TimeoutSetting.everywhere(
              "exec_timeout", "the function's environment", "30 s (classic watchdog: none)");
    };
  }

  /** The layers of a call that waits for its answer, from here to the function. */
  static List<TimeoutLayer> synchronous() {
    return SYNCHRONOUS;
  }

  /** The layers of the call that the queue's worker makes. */
  static List<TimeoutLayer> queued() {
    return QUEUED;
  }
}
