package io.fairlead.boot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Path;
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

  /** Written without the data binding, whose loading would double the start. */
  private static String describe(LocalGateway gateway) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("url", gateway.url());
      json.writeStringField("metricsUrl", gateway.metricsUrl());
      json.writeStringField("registryUrl", gateway.registryUrl());
      json.writeStringField("username", gateway.username());
      json.writeStringField("passwordFile", gateway.passwordFile().toAbsolutePath().toString());
      json.writeEndObject();
    }
    return line.toString();
  }
}
