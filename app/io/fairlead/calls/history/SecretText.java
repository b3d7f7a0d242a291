package io.fairlead.calls.history;

import io.fairlead.calls.Secrets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in a text by what stands beside them: members of JSON, parameters, lines of an
 * environment, elements, parts of a form, tokens whose form tells what they are. Works on texts
 * that are cut anywhere.
 */
final class SecretText {

  /** What stands where a secret stood. */
  static final String MARK = "[redacted]";

  /** A text without its secrets, and how those were called. */
  record Scrubbed(String text, Set<String> names) {}

  private static final Pattern USER_IN_URL = Pattern.compile("://[^/?#\\s\"'<>@\\\\]{1,2000}+@");
  private static final Pattern MEMBER =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.){1,200}+)\"\\s{0,100}+:\\s{0,100}+");
  private static final Pattern NESTED =
      Pattern.compile(
          "(\\\\{1,7}+\"([^\"\\\\]{1,200}+)\\\\{1,7}+\"\\s{0,100}+:\\s{0,100}+\\\\{1,7}+\")"
              + "([^\"\\\\]{1,20000}+)");
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^([ \\t]{0,80}+(?:export[ \\t])?+([A-Za-z0-9_.-]{1,100}+)"
              + "[ \\t]{0,20}+[=:][ \\t]{0,20}+)"
              + "([^\\r\\n\"{\\[][^\\r\\n]*+)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<![A-Za-z0-9_.-])(([A-Za-z0-9_.\\[\\]%-]{1,100}+)=)"
              + "(\"[^\"\\r\\n]*+\"?+|[^&\\s\"'<>;,]++)");
  private static final Pattern ELEMENT =
      Pattern.compile("(<([A-Za-z0-9_.:-]{1,100}+)(?:\\s[^<>]{0,500}+)?+>)([^<]{1,20000}+)");
  private static final Pattern PART =
      Pattern.compile(
          "(?i)(;[ \\t]*+name=\"?+([^\";\\r\\n]{1,100}+)\"?+[^\\r\\n]{0,500}+\\r?\\n"
              + "(?:[^\\r\\n]{1,500}+\\r?\\n){0,20}+\\r?\\n)([^\\r\\n]++)");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b((bearer|basic)[ \\t]++)([A-Za-z0-9+/=_.~-]{6,}+)");
  private static final Pattern JWT =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?+");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}+"
              + "(?:-----END [A-Z ]{0,40}KEY-----)?+");

  private SecretText() {}

  /** Takes out what is a secret by its name or its form. */
  static Scrubbed scrub(String text) {
    Set<String> names = new TreeSet<>();
    String clean = members(text, (name, _) -> names.add(name));
    clean = named(NESTED, clean, names);
    clean = named(LINE, clean, names);
    clean = named(PARAMETER, clean, names);
    clean = named(ELEMENT, clean, names);
    clean = named(PART, clean, names);
    clean = USER_IN_URL.matcher(clean).replaceAll("://" + Matcher.quoteReplacement(MARK) + "@");
    clean = SCHEME.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(MARK));
    clean = JWT.matcher(clean).replaceAll(Matcher.quoteReplacement(MARK));
    clean = PRIVATE_KEY.matcher(clean).replaceAll(Matcher.quoteReplacement(MARK));
    return new Scrubbed(clean, names);
  }

  /** Gives every named secret of a text, its value as written. */
  static void find(String text, BiConsumer<String, String> found) {
    members(text, found);
    for (Pattern pattern : new Pattern[] {NESTED, LINE, PARAMETER, ELEMENT, PART}) {
      pattern
          .matcher(text)
          .results()
          .filter(each -> Secrets.isSecretName(each.group(2)))
          .forEach(each -> found.accept(each.group(2), each.group(3)));
    }
  }

  private static String named(Pattern pattern, String text, Set<String> names) {
    return pattern
        .matcher(text)
        .replaceAll(
            (MatchResult each) -> {
              boolean isSecret =
                  Secrets.isSecretName(each.group(2)) && !each.group(3).startsWith(MARK);
              if (isSecret) {
                names.add(each.group(2));
              }
              return Matcher.quoteReplacement(isSecret ? each.group(1) + MARK : each.group());
            });
  }

  /** Replaces the values of members with secret names, whatever they hold. */
  private static String members(String text, BiConsumer<String, String> found) {
    Matcher matcher = MEMBER.matcher(text);
    StringBuilder clean = new StringBuilder(text.length());
    int done = 0;
    int from = 0;
    while (matcher.find(from)) {
      from = matcher.end();
      String name = matcher.group(1);
      int end = Secrets.isSecretName(name) ? endOfValue(text, from) : from;
      if (end > from) {
        String value = text.substring(from, end);
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        found.accept(name, isQuoted ? value.substring(1, value.length() - 1) : value);
        clean.append(text, done, from).append('"').append(MARK).append('"');
        done = end;
        from = end;
      }
    }
    return done == 0 ? text : clean.append(text, done, text.length()).toString();
  }

  /** Where a value ends; where it begins, if it tells nothing. */
  private static int endOfValue(String text, int from) {
    if (from >= text.length()) {
      return from;
    }
    char first = text.charAt(from);
    if (first == '"') {
      return endOfString(text, from);
    }
    if (first == '{' || first == '[') {
      return endOfNest(text, from);
    }
    int end = from;
    while (end < text.length() && "+-.eE0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static int endOfString(String text, int from) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return text.length();
  }

  private static int endOfNest(String text, int from) {
    int depth = 0;
    int i = from;
    while (i < text.length()) {
      char at = text.charAt(i);
      if (at == '"') {
        i = endOfString(text, i);
        continue;
      }
      if (at == '{' || at == '[') {
        depth++;
      } else if ((at == '}' || at == ']') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }
}
