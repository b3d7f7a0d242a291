package io.fairlead.localgateway;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How an embedded gateway is started.
 *
 * @param dataFolder where functions, secrets and namespaces survive; one gateway at a time
 * @param port of API and registry; 0 takes any free one
 * @param metricsPort of the metrics; 0 takes any free one
 * @param passwordFile where the password is kept; in the data folder when empty
 * @param clock stamps functions, logs and calls
 * @param withStarters whether a first start deploys four samples
 * @param startDelay from the start of a replica until it serves, unless the function says otherwise
 * @param queueCapacity asynchronous calls that may wait
 * @param queueWorkers asynchronous calls that run at a time
 */
public record LocalGatewaySettings(
    Path dataFolder,
    int port,
    int metricsPort,
    Optional<Path> passwordFile,
    Clock clock,
    boolean withStarters,
    Duration startDelay,
    int queueCapacity,
    int queueWorkers) {

  private static final Duration START_DELAY = Duration.ofMillis(50);
  private static final int QUEUE = 1000;
  private static final int WORKERS = 4;

  /** Any free ports, the system's clock, four starters, and the usual sizes. */
  public static LocalGatewaySettings in(Path dataFolder) {
    return new LocalGatewaySettings(
        dataFolder, 0, 0, Optional.empty(), Clock.systemUTC(), true, START_DELAY, QUEUE, WORKERS);
  }

  /** The same with these ports. */
  public LocalGatewaySettings onPorts(int newPort, int newMetricsPort) {
    return new LocalGatewaySettings(
        dataFolder,
        newPort,
        newMetricsPort,
        passwordFile,
        clock,
        withStarters,
        startDelay,
        queueCapacity,
        queueWorkers);
  }

  /** The same without samples on a first start. */
  public LocalGatewaySettings withoutStarters() {
    return new LocalGatewaySettings(
        dataFolder,
        port,
        metricsPort,
        passwordFile,
        clock,
        false,
        startDelay,
        queueCapacity,
        queueWorkers);
  }

  /** The same with the password in this file. */
  public LocalGatewaySettings withPasswordFile(Path file) {
    return new LocalGatewaySettings(
        dataFolder,
        port,
        metricsPort,
        Optional.of(file),
        clock,
        withStarters,
        startDelay,
        queueCapacity,
        queueWorkers);
  }
}
