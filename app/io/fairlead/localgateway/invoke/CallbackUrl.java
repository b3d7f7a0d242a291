package io.fairlead.localgateway.invoke;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether Go's {@code url.Parse} would take a callback URL, and in whose words it refuses it
 * (recording 50-async-bad-callback-url). It takes a lot: {@code not-a-url} is a relative one.
 */
public final class CallbackUrl {

  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");
  private static final int LONGEST = 4096;

  private CallbackUrl() {}

  /** The text of the refusal, or empty when it is taken. */
  public static String refusal(String url) {
    String problem = problem(url);
    return problem.isEmpty() ? "" : "parse \"" + url + "\": " + problem;
  }

  private static String problem(String url) {
    if (url.length() > LONGEST) {
      return "longer than " + LONGEST + " characters";
    }
    if (url.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return "net/url: invalid control character in URL";
    }
    if (url.startsWith(":")) {
      return "missing protocol scheme";
    }
    Matcher scheme = SCHEME.matcher(url);
    String rest = scheme.find() ? url.substring(scheme.end()) : url;
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    int query = rest.indexOf('?');
    rest = query < 0 ? rest : rest.substring(0, query);
    String path = rest;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      path = slash < 0 ? "" : rest.substring(slash);
      String host = authority.substring(authority.lastIndexOf('@') + 1);
      String problem = hostProblem(host);
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return badEscape(path);
  }

  private static String hostProblem(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    if (port && !host.substring(colon + 1).matches("\\d*")) {
      return "invalid port \"" + host.substring(colon) + "\" after host";
    }
    for (char character : (port ? host.substring(0, colon) : host).toCharArray()) {
      if (" <>\"{}|\\^`".indexOf(character) >= 0) {
        return "invalid character \"" + character + "\" in host name";
      }
    }
    return badEscape(host);
  }

  private static String badEscape(String text) {
    Matcher bad = BAD_ESCAPE.matcher(text);
    return bad.find() ? "invalid URL escape \"" + bad.group() + "\"" : "";
  }
}
