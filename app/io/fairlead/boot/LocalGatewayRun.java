package io.fairlead.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded gateway alone: says where it listens, in one line of JSON, and runs until stopped.
 */
final class LocalGatewayRun {

  private LocalGatewayRun() {}

  /** The embedded gateway that the arguments describe, with or without a window before it. */
  static LocalGatewaySettings settings(Arguments arguments, Path data) {
    LocalGatewaySettings settings =
        LocalGatewaySettings.in(data.resolve("gateway"))
            .onPorts(arguments.port, arguments.metricsPort);
    return arguments.passwordFile == null
        ? settings
        : settings.withPasswordFile(arguments.passwordFile.toAbsolutePath());
  }

  static void run(Arguments arguments, Path data, PrintStream out) throws IOException {
    LocalGateway gateway = LocalGateway.start(settings(arguments, data));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      gateway.close();
                      stopped.countDown();
                    }));
    out.println(describe(gateway));
    try {
      stopped.await();
    } catch (InterruptedException _) {
      gateway.close();
    }
  }

  private static String describe(LocalGateway gateway) throws IOException {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("url", gateway.url());
    line.put("metricsUrl", gateway.metricsUrl());
    line.put("registryUrl", gateway.registryUrl());
    line.put("username", gateway.username());
    line.put("passwordFile", gateway.passwordFile().toAbsolutePath().toString());
    return new ObjectMapper().writeValueAsString(line);
  }
}
