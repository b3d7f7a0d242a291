package io.fairlead.calls;

import io.fairlead.calls.ShellWords.UnreadableException;
import io.fairlead.calls.ShellWords.Word;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Turns the words of one {@code curl} command into a call. For one command only. */
final class CurlReader {

  private static final BigDecimal LONGEST = new BigDecimal(7 * 24 * 3600);

  private final CurlTarget target;
  private final CurlBody body = new CurlBody();
  private final List<String> notes = new ArrayList<>();
  private final List<Header> headers = new ArrayList<>();
  private CallOptions options = CallOptions.DEFAULT;
  private String method = "";
  private boolean head;
  private boolean get;
  private @Nullable String url;

  CurlReader(GatewayId gateway, HttpUrl base) {
    this.target = new CurlTarget(gateway, base);
  }

  CurlCommand.Parsed read(String text) throws UnreadableException {
    ShellWords.Split split = ShellWords.split(text);
    List<Word> command = command(split.words());
    Iterator<Word> words = command.iterator();
    boolean options = true;
    while (words.hasNext()) {
      Word word = words.next();
      if (options && word.text().equals("--")) {
        options = false;
      } else if (options && word.text().startsWith("--")) {
        longOption(word, words);
      } else if (options && word.text().startsWith("-") && word.text().length() > 1) {
        shortOptions(word, words);
      } else {
        url(word.text());
      }
    }
    if (url == null) {
      throw new UnreadableException("The command names no URL.");
    }
    split.variables().stream()
        .filter(name -> !CurlCommand.CREDENTIALS.contains(name))
        .distinct()
        .forEach(name -> notes.add(name + " is a variable of the shell and was left as it is."));
    return parsed(url);
  }

  private CurlCommand.Parsed parsed(String address) throws UnreadableException {
    CurlTarget.Place place = target.place(get ? withData(address) : address, notes);
    CallBody content = get ? new CallBody.None() : body.toBody(headers, notes);
    String way =
        head ? "HEAD" : !method.isEmpty() ? method : get || !body.isGiven() ? "GET" : body.method();
    CallSpec spec =
        new CallSpec(
            place.function(),
            place.async() ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC,
            way,
            place.path(),
            place.query(),
            headers,
            content,
            options);
    return new CurlCommand.Parsed(spec, notes, place.otherServer());
  }

  /** What belongs to curl itself: what is piped into it goes into its body. */
  private List<Word> command(List<Word> words) throws UnreadableException {
    List<Word> segment = new ArrayList<>();
    List<List<Word>> before = new ArrayList<>();
    Iterator<Word> all = words.iterator();
    while (all.hasNext()) {
      Word word = all.next();
      boolean isCurl = !segment.isEmpty() && startsCurl(segment);
      if (!word.operator()) {
        segment.add(word);
      } else if (word.text().startsWith("<") && all.hasNext()) {
        Word input = all.next();
        if (word.text().equals("<")) {
          body.standardInput(new CurlBody.Input.OfFile(path(input.text())));
        } else {
          String line = word.text().equals("<<<") ? input.text() + "\n" : input.text();
          body.standardInput(new CurlBody.Input.OfBytes(ByteString.encodeUtf8(line), true));
        }
      } else if (word.text().startsWith(">") && all.hasNext()) {
        all.next();
      } else if (isCurl) {
        rest(word, all);
        break;
      } else {
        if (word.text().equals("|")) {
          before.add(List.copyOf(segment));
        } else if (!segment.isEmpty()) {
          notes.add("Not part of the call: " + line(segment));
        }
        segment.clear();
      }
    }
    if (!startsCurl(segment)) {
      throw new UnreadableException(
          segment.isEmpty()
              ? "There is no command."
              : "The command at " + segment.getFirst().place() + " is not curl.");
    }
    readPipe(before);
    return segment.subList(curlAt(segment) + 1, segment.size());
  }

  private void rest(Word operator, Iterator<Word> all) {
    StringBuilder rest = new StringBuilder();
    all.forEachRemaining(word -> rest.append(' ').append(word.text()));
    if (!rest.toString().isBlank()) {
      String sign = operator.text().equals("\n") ? "" : operator.text();
      notes.add("Not part of the call: " + (sign + rest).strip());
    }
  }

  private static String line(List<Word> words) {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  private static boolean startsCurl(List<Word> words) {
    return curlAt(words) >= 0;
  }

  /** After a prompt, and behind what only wraps it. */
  private static int curlAt(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      String text = words.get(i).text();
      if (text.matches("(?i)(.*[/\\\\])?curl(\\.exe)?")) {
        return i;
      }
      if (!text.matches("[$%>#]|sudo|time|command|[A-Za-z_][A-Za-z0-9_]*=.*")) {
        return -1;
      }
    }
    return -1;
  }

  private void readPipe(List<List<Word>> commands) throws UnreadableException {
    for (List<Word> command : commands) {
      List<String> words = command.stream().map(Word::text).toList();
      String first = words.getFirst();
      String last = words.getLast();
      if (first.equals("printf") && words.size() == 3 && words.get(1).equals("%s")) {
        body.standardInput(new CurlBody.Input.OfBytes(ByteString.encodeUtf8(last), true));
      } else if (first.equals("echo") && words.size() >= 2) {
        boolean bare = words.get(1).equals("-n");
        String text = String.join(" ", words.subList(bare ? 2 : 1, words.size()));
        body.standardInput(
            new CurlBody.Input.OfBytes(ByteString.encodeUtf8(bare ? text : text + "\n"), true));
      } else if (first.equals("cat") && words.size() == 2) {
        body.standardInput(new CurlBody.Input.OfFile(path(last)));
      } else if (first.equals("base64") && last.matches("-d|-D|--decode") && body.hasInput()) {
        decode(command.getFirst());
      } else {
        notes.add("What is piped into curl was not understood: " + line(command));
      }
    }
  }

  private void decode(Word word) throws UnreadableException {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(body.inputText());
      body.standardInput(new CurlBody.Input.OfBytes(ByteString.of(bytes), false));
    } catch (IllegalArgumentException _) {
      throw new UnreadableException("What is piped into base64 at " + word.place() + " is none.");
    }
  }

  private void longOption(Word word, Iterator<Word> words) throws UnreadableException {
    String text = word.text();
    int equals = text.indexOf('=');
    String spelling = equals > 0 ? text.substring(0, equals) : text;
    Optional<CurlOption> option = CurlOption.of(spelling);
    if (option.isEmpty()) {
      notes.add("The option " + spelling + " is not known here and was left out.");
      return;
    }
    if (!option.get().takesValue()) {
      use(option.get(), "", word);
    } else if (equals > 0) {
      use(option.get(), text.substring(equals + 1), word);
    } else {
      use(option.get(), value(word, words), word);
    }
  }

  private void shortOptions(Word word, Iterator<Word> words) throws UnreadableException {
    String letters = word.text().substring(1);
    for (int i = 0; i < letters.length(); i++) {
      String spelling = "-" + letters.charAt(i);
      Optional<CurlOption> option = CurlOption.of(spelling);
      if (option.isEmpty()) {
        notes.add("The option " + spelling + " is not known here and was left out.");
      } else if (option.get().takesValue()) {
        String rest = letters.substring(i + 1);
        use(option.get(), rest.isEmpty() ? value(word, words) : rest, word);
        return;
      } else {
        use(option.get(), "", word);
      }
    }
  }

  private static String value(Word option, Iterator<Word> words) throws UnreadableException {
    if (!words.hasNext()) {
      throw new UnreadableException(
          "The option " + option.text() + " at " + option.place() + " wants a value.");
    }
    return words.next().text();
  }

  private void use(CurlOption option, String value, Word word) throws UnreadableException {
    switch (option.effect()) {
      case SHOWS -> {
        // Nothing that a call would do differently.
      }
      case REFUSED -> notes.add(refusal(option, value));
      case USED -> shape(option.name(), value, word);
    }
  }

  private static String refusal(CurlOption option, String value) {
    return switch (option.name()) {
      case "insecure" ->
          "--insecure is not honoured: a certificate that is not trusted stays untrusted.";
      case "retry" -> "--retry is not honoured: a call is sent once.";
      default ->
          "--" + option.name() + (value.isEmpty() ? "" : " " + value) + " is not honoured here.";
    };
  }

  private void shape(String name, String value, Word word) throws UnreadableException {
    switch (name) {
      case "request" -> method = value;
      case "head" -> head = true;
      case "get" -> get = true;
      case "location" -> options = options.withFollowRedirects(true);
      case "url" -> url(value);
      case "header" -> header(value);
      case "user-agent" -> header("User-Agent: " + value);
      case "referer" -> header("Referer: " + value.replaceFirst(";auto$", ""));
      case "oauth2-bearer" -> header("Authorization: Bearer " + value);
      case "user" -> user(value);
      case "cookie" -> {
        if (value.contains("=")) {
          header("Cookie: " + value);
        } else {
          notes.add("Cookies from the file " + value + " were left out.");
        }
      }
      case "max-time", "speed-time" -> options = options.withTimeout(seconds(value, word));
      default -> body.add(name, value, notes);
    }
  }

  private void url(String text) {
    if (url == null) {
      url = text;
    } else {
      notes.add("A call has one URL; left out: " + text);
    }
  }

  private void user(String value) {
    if (value.equals(CurlCommand.CREDENTIALS)) {
      options = options.withGatewayCredentials(true);
      return;
    }
    String both = value.contains(":") ? value : value + ":";
    header(
        "Authorization: Basic "
            + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    if (line.startsWith("@")) {
      notes.add("Headers from the file " + line.substring(1) + " were left out.");
    } else if (colon > 0 && !line.substring(colon + 1).isBlank()) {
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    } else if (colon > 0) {
      body.withoutHeader(line.substring(0, colon).strip());
    } else if (line.endsWith(";")) {
      headers.add(new Header(line.substring(0, line.length() - 1).strip(), ""));
    } else {
      notes.add("No header, and left out: " + line);
    }
  }

  private static Duration seconds(String value, Word word) throws UnreadableException {
    try {
      BigDecimal seconds = new BigDecimal(value.strip());
      if (seconds.signum() > 0) {
        return Duration.ofMillis(Math.max(1, seconds.min(LONGEST).movePointRight(3).longValue()));
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new UnreadableException(
        "The option at " + word.place() + " wants a number of seconds, not \"" + value + "\".");
  }

  private String withData(String address) {
    int fragment = address.indexOf('#');
    String bare = fragment < 0 ? address : address.substring(0, fragment);
    String data = body.asQuery(notes);
    return data.isEmpty() ? bare : bare + (bare.contains("?") ? "&" : "?") + data;
  }

  static Path path(String text) throws UnreadableException {
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      throw new UnreadableException("\"" + text + "\" is no path of a file.");
    }
  }
}
