package io.fairlead.cli;

import io.fairlead.calls.CallbackAddress;
import io.fairlead.files.Unusable;
import io.fairlead.model.Failure;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Credentials;
import io.fairlead.session.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of the command {@code run}. */
@Command(
    name = "fairlead run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the calls of .http files against a gateway and checks what they expect.",
      "Ends with 0 when all of it holds, with 1 when some does not, with 2 when it could not run."
    })
final class RunWords {

  private static final int LONGEST_PASSWORD = 64 << 10;

  @Parameters(
      paramLabel = "FILE-or-DIR",
      arity = "1..*",
      description = "Files of calls, or folders of which every .http and .rest file is run.")
  List<Path> places = new ArrayList<>();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      required = true,
      description = "The gateway, for which {{gateway}} stands.")
  String gateway = "";

  @Option(
      names = "--user",
      paramLabel = "U",
      description = "User of the gateway's own API, never sent to functions (admin).")
  @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "F",
      description = "The file that holds the password.")
  @Nullable Path passwordFile;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment of http-client.env.json and its private twin.")
  @Nullable String environment;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what came of it as JUnit's XML.")
  @Nullable Path report;

  @Option(
      names = "--callback-bind",
      paramLabel = "HOST:PORT",
      description = "Where this machine listens for results of asynchronous calls; * for all.")
  @Nullable String callbackBind;

  @Option(
      names = "--callback-url",
      paramLabel = "URL",
      description = "The URL under which the gateway's cluster reaches --callback-bind.")
  @Nullable String callbackUrl;

  Connection connection() throws WrongWords {
    String typed = gateway.contains("://") ? gateway : "http://" + gateway;
    HttpUrl url = HttpUrl.parse(typed);
    if (url == null) {
      // Not repeated: it may hold a password.
      throw new WrongWords("The URL of --gateway cannot be read: write it like http://host:8080.");
    }
    return new Connection(
        new GatewayId("gateway"),
        url.host(),
        url.newBuilder().query(null).fragment(null).build(),
        credentials(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Credentials> credentials() throws WrongWords {
    if (passwordFile == null) {
      if (user != null) {
        throw new WrongWords("--user needs --password-file: the file that holds the password.");
      }
      return Optional.empty();
    }
    try {
      if (Files.size(passwordFile) > LONGEST_PASSWORD) {
        throw new WrongWords("The password file " + passwordFile + " is too long for a password.");
      }
      String password = Files.readString(passwordFile).strip();
      return Optional.of(new Credentials.Basic(user == null ? "admin" : user, password));
    } catch (IOException e) {
      throw new WrongWords(
          "The password file "
              + passwordFile
              + " cannot be read: "
              + Unusable.reason(passwordFile, e));
    }
  }

  /** Where results come to, if that is said. */
  Optional<CallbackAddress> callbacks() throws WrongWords {
    if (callbackBind == null) {
      if (callbackUrl != null) {
        throw new WrongWords("--callback-url needs --callback-bind: where this machine listens.");
      }
      return Optional.empty();
    }
    Outcome<CallbackAddress> address =
        CallbackAddress.parse(callbackBind, callbackUrl == null ? "" : callbackUrl);
    return switch (address) {
      case Outcome.Ok<CallbackAddress>(CallbackAddress right) -> Optional.of(right);
      case Outcome.Failed<CallbackAddress>(Failure failure) ->
          throw new WrongWords(
              "--callback-bind: " + failure.explanation() + " " + failure.remedy());
    };
  }
}
