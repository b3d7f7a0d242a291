package io.fairlead.calls.file;

import io.fairlead.calls.CallBody;
import io.fairlead.model.Header;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Makes a request of a file ready to be sent: fills in its variables and reads its files. For one
 * request and one thread; blocks for the disk.
 */
public final class Preparation {

  /** Whether a request is ready. */
  public sealed interface Result {}

  /** It is. */
  public record Ready(PreparedCall call) implements Result {}

  /** It is not, for this reason. */
  public record NotReady(FileProblem problem) implements Result {}

  /** Headers whose values speak for a person. */
  private static final Pattern SPEAKING =
      Pattern.compile("(?i)authorization|proxy-authorization|cookie|x-api-key|x-auth-token");

  private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+([^\\s:]+)(?::|\\s+)(.+)");

  private final FileCall call;
  private final Environment environment;
  private final DynamicValues dynamic;
  private final Substitution substitution;
  private final List<String> hidden = new ArrayList<>();

  /**
   * Of one request.
   *
   * @param gateway the base URL that {@code {{gateway}}} stands for, without a slash at its end
   */
  public Preparation(
      FileCall call, Environment environment, String gateway, Answers answers, Clock clock) {
    Path folder = call.file().toAbsolutePath().getParent();
    this.call = call;
    this.environment = environment;
    this.dynamic = new DynamicValues(folder == null ? call.file() : folder, clock, System::getenv);
    this.substitution =
        new Substitution(call, environment, Map.of("gateway", gateway), answers, dynamic);
  }

  /** The request, or why there is none. */
  public Result prepare() {
    try {
      List<Header> headers = headers();
      String url = url(headers);
      HttpUrl address = HttpUrl.parse(url);
      if (address == null) {
        throw new UnresolvedException(
            "\"" + Excerpt.of(mask().hide(url)) + "\" is no URL of HTTP.",
            "Write one such as {{gateway}}/function/NAME.");
      }
      if (call.target().strip().startsWith("/")) {
        headers.removeIf(header -> header.isNamed("Host"));
      }
      withUser(address, headers);
      CallBody body = new BodyAssembly(call, substitution).body(headers);
      return new Ready(new PreparedCall(call.method(), url, address, headers, body, mask()));
    } catch (UnresolvedException e) {
      return new NotReady(problem(e.at(call.line())));
    }
  }

  /** An expectation with its variables filled in; its raw text where that is not possible. */
  public String fill(Expectation expectation) {
    try {
      return substitution.fill(expectation.text());
    } catch (UnresolvedException _) {
      return expectation.text();
    }
  }

  /** Why an expectation cannot be compared. */
  public Optional<FileProblem> problem(Expectation expectation) {
    try {
      ExpectationSyntax.parse(substitution.fill(expectation.text()));
      return Optional.empty();
    } catch (UnresolvedException e) {
      return Optional.of(problem(e.at(expectation.line())));
    } catch (SyntaxException e) {
      return Optional.of(
          new FileProblem(call.file(), expectation.line(), e.explanation(), e.remedy()));
    }
  }

  /** What is never shown of this request. */
  public Mask mask() {
    List<String> all = new ArrayList<>(hidden);
    all.addAll(dynamic.hidden());
    return environment.mask().and(Mask.of(all));
  }

  private FileProblem problem(UnresolvedException e) {
    return new FileProblem(call.file(), e.line(), mask().hide(e.explanation()), e.remedy());
  }

  private List<Header> headers() throws UnresolvedException {
    List<Header> headers = new ArrayList<>();
    for (Header header : call.headers()) {
      String name = substitution.fill(header.name());
      String value = substitution.fill(header.value()).strip();
      if (SPEAKING.matcher(name).matches()) {
        hidden.add(value);
        value = authorization(value);
        hidden.add(value);
      }
      headers.add(new Header(name, value));
    }
    return headers;
  }

  /** A user and a password in clear, as both tools allow it, become what is sent of them. */
  private String authorization(String value) {
    Matcher basic = BASIC.matcher(value);
    if (!basic.matches()) {
      int blank = value.indexOf(' ');
      if (blank > 0) {
        hidden.add(value.substring(blank + 1));
      }
      return value;
    }
    return basic(basic.group(1), basic.group(2));
  }

  private String basic(String user, String password) {
    // In clear, and as it is sent: a function may answer with what it was sent.
    hidden.add(password);
    hidden.add(user + ":" + password);
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private String url(List<Header> headers) throws UnresolvedException {
    String url = substitution.fill(call.target()).strip();
    if (url.startsWith("/")) {
      String host =
          headers.stream()
              .filter(header -> header.isNamed("Host"))
              .map(Header::value)
              .findFirst()
              .orElseThrow(
                  () ->
                      new UnresolvedException(
                          "The request names no server.",
                          "Write {{gateway}} before the path, or a header Host."));
      return (host.endsWith(":443") ? "https://" : "http://") + host + url;
    }
    return url.contains("://") ? url : "http://" + url;
  }

  /** A user in the URL goes into a header, as other tools send it. */
  private void withUser(HttpUrl address, List<Header> headers) {
    if (!address.username().isEmpty() || !address.password().isEmpty()) {
      hidden.add(address.encodedPassword());
      if (headers.stream().noneMatch(header -> header.isNamed("Authorization"))) {
        headers.add(new Header("Authorization", basic(address.username(), address.password())));
      }
    }
  }
}
