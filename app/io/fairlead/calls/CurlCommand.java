package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.openfaas.CallUrl;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A call as a {@code curl} command for a POSIX shell, and a pasted {@code curl} command as a call.
 *
 * <p>The command sends the method, the URL, the headers and the body that {@link Sender} would;
 * what each program adds by itself ({@code User-Agent}, {@code Accept}, {@code Accept-Encoding},
 * {@code Connection}, the boundary of a multipart body) stays its own.
 */
public final class CurlCommand {

  /** What stands for the gateway's user and password, which are never written. */
  static final String CREDENTIALS = "$OPENFAAS_USER:$OPENFAAS_PASSWORD";

  /** A word of a command line may be 128 KiB on Linux; a pipe takes any size. */
  private static final int LONGEST_WORD = 64 * 1024;

  /** From here on curl would first ask whether it may send the body. */
  private static final int ASKS_FIRST = 1024;

  private static final String CONTINUED = " \\\n  ";

  private CurlCommand() {}

  /**
   * A pasted command, understood.
   *
   * @param spec the call
   * @param notes what of the command the call does not do, a sentence each
   * @param otherServer the server that the command names, where it is not the gateway's
   */
  public record Parsed(CallSpec spec, List<String> notes, Optional<String> otherServer) {
    public Parsed {
      Objects.requireNonNull(spec);
      notes = List.copyOf(notes);
      Objects.requireNonNull(otherServer);
    }
  }

  /**
   * Reads a command in the spelling of a POSIX shell, bash or {@code cmd.exe}. Nothing is run and
   * no file is read.
   *
   * @param gateway the gateway whose function it is to be
   * @param base that gateway's base URL
   */
  public static Outcome<Parsed> parse(String text, GatewayId gateway, HttpUrl base) {
    try {
      return Outcome.ok(new CurlReader(gateway, base).read(text));
    } catch (ShellWords.UnreadableException e) {
      return Outcome.failed(
          new Failure.Rejected(
              "Read the curl command",
              "the pasted text",
              0,
              Objects.requireNonNullElse(e.getMessage(), ""),
              "Correct the command; the call was left as it is.",
              text.length() > 200 ? text.substring(0, 200) + "..." : text));
    }
  }

  /** The command, in several lines. */
  public static String of(CallSpec spec, HttpUrl base) {
    List<String> arguments = new ArrayList<>();
    options(spec, arguments);
    method(spec, arguments);
    for (Header header : spec.headers()) {
      arguments.add("--header " + quoted(headerText(header)));
    }
    if (spec.options().gatewayCredentials() && !has(spec, "Authorization")) {
      arguments.add("--user \"" + CREDENTIALS + "\"");
    }
    String pipe = body(spec, arguments);
    String url =
        CallUrl.text(
            base, spec.function(), spec.mode() == CallSpec.Mode.ASYNC, spec.path(), spec.query());
    arguments.add(quoted(url));
    return pipe + "curl " + String.join(CONTINUED, arguments);
  }

  private static void options(CallSpec spec, List<String> arguments) {
    Duration timeout = spec.options().timeout();
    String seconds =
        new BigDecimal(timeout.toMillis()).movePointLeft(3).stripTrailingZeros().toPlainString();
    boolean events =
        spec.headers().stream()
            .anyMatch(
                header ->
                    header.isNamed("Accept")
                        && header.value().toLowerCase(Locale.ROOT).contains("text/event-stream"));
    // Who asks for events wants them as long as they flow.
    arguments.add(
        events ? "--no-buffer --speed-limit 1 --speed-time " + seconds : "--max-time " + seconds);
    if (spec.options().followRedirects() && spec.mode() == CallSpec.Mode.SYNC) {
      arguments.add("--location --max-redirs 10");
    }
    if (spec.path().matches("(?i).*/(\\.|%2e){1,2}(/.*)?")) {
      arguments.add("--path-as-is");
    }
  }

  private static void method(CallSpec spec, List<String> arguments) {
    boolean implied =
        switch (spec.method()) {
          case "GET" -> spec.body() instanceof CallBody.None;
          case "POST" -> true;
          default -> false;
        };
    if (spec.method().equals("HEAD")) {
      arguments.add("--head");
    } else if (!implied) {
      arguments.add("--request " + quoted(spec.method()));
    }
  }

  /** An empty value would take the header away: a semicolon sends it. */
  private static String headerText(Header header) {
    return header.value().isBlank() ? header.name() + ";" : header.name() + ": " + header.value();
  }

  /** Adds the body; gives back what is piped into curl for it. */
  private static String body(CallSpec spec, List<String> arguments) {
    return switch (spec.body()) {
      case CallBody.None() -> {
        if (spec.method().matches("POST|PUT|PATCH")) {
          noType(spec, arguments);
          arguments.add("--data-raw ''");
        }
        yield "";
      }
      case CallBody.Text(String text, String type) -> {
        type(spec, type, arguments);
        yield text(text, arguments);
      }
      case CallBody.Form(List<CallBody.Field> fields) -> text(encoded(fields), arguments);
      case CallBody.Multipart(List<CallBody.Part> parts) -> {
        parts.forEach(part -> arguments.add(part(part)));
        yield "";
      }
      case CallBody.File(Path path, String type) -> {
        type(spec, type, arguments);
        arguments.add("--header 'Expect:'");
        arguments.add("--data-binary " + quoted("@" + path));
        yield "";
      }
      case CallBody.Binary(ByteString bytes, String type) -> {
        type(spec, type, arguments);
        expect(bytes.size(), arguments);
        arguments.add("--data-binary @-");
        yield "printf '%s' " + quoted(bytes.base64()) + " | base64 -d | ";
      }
    };
  }

  private static String text(String text, List<String> arguments) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    expect(size, arguments);
    if (text.indexOf('\0') >= 0) {
      arguments.add("--data-binary @-");
      ByteString bytes = ByteString.encodeUtf8(text);
      return "printf '%s' " + quoted(bytes.base64()) + " | base64 -d | ";
    }
    if (size > LONGEST_WORD) {
      arguments.add("--data-binary @-");
      return "printf '%s' " + quoted(text) + " | ";
    }
    arguments.add("--data-raw " + quoted(text));
    return "";
  }

  private static void expect(int size, List<String> arguments) {
    if (size > ASKS_FIRST) {
      arguments.add("--header 'Expect:'");
    }
  }

  private static void type(CallSpec spec, String type, List<String> arguments) {
    if (type.isBlank()) {
      noType(spec, arguments);
    } else if (!has(spec, "Content-Type")) {
      arguments.add("--header " + quoted("Content-Type: " + type.strip()));
    }
  }

  /** Curl would send the one of a form. */
  private static void noType(CallSpec spec, List<String> arguments) {
    if (!has(spec, "Content-Type")) {
      arguments.add("--header 'Content-Type:'");
    }
  }

  private static String part(CallBody.Part part) {
    if (part.file().isEmpty()) {
      return "--form-string " + quoted(part.name() + "=" + part.value());
    }
    String path = part.file().get().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    String type = part.value().isBlank() ? "" : ";type=" + part.value();
    return "--form " + quoted(part.name() + "=@\"" + path + "\"" + type);
  }

  /** Fields as the body of a form has them. */
  static String encoded(List<CallBody.Field> fields) {
    FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
    fields.forEach(field -> form.add(field.name(), field.value()));
    FormBody body = form.build();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < body.size(); i++) {
      text.append(i == 0 ? "" : "&").append(body.encodedName(i)).append('=');
      text.append(body.encodedValue(i));
    }
    return text.toString();
  }

  private static boolean has(CallSpec spec, String name) {
    return spec.headers().stream().anyMatch(header -> header.isNamed(name));
  }

  /** A word for a POSIX shell. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:=+@,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
