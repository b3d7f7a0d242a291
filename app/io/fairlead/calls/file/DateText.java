package io.fairlead.calls.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as {@code {{$datetime iso8601 -1 d}}} asks for it; custom formats are those of Day.js. */
final class DateText {

  private static final Pattern REQUEST = Pattern.compile("(\"[^\"]*\"|'[^']*'|\\S+)(?:\\s+(.+))?");
  private static final Pattern OFFSET = Pattern.compile("([+-]?\\d{1,9})\\s+(ms|[yQMwdhms])");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[([^\\]]*)]|YYYY|YY|M{1,4}|D{1,2}|d{3,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|S{1,3}|A|a|ZZ?|X|x|.",
          Pattern.DOTALL);

  private DateText() {}

  static String of(String request, Instant now, ZoneId zone) throws UnresolvedException {
    Matcher parts = REQUEST.matcher(request);
    if (!parts.matches()) {
      throw wrong(request);
    }
    ZonedDateTime time = now.atZone(zone);
    if (parts.group(2) != null) {
      time = shifted(time, parts.group(2).strip());
    }
    String format = parts.group(1);
    if (ExpectationSyntax.isQuoted(format)) {
      format = format.substring(1, format.length() - 1);
    }
    return switch (format) {
      case "rfc1123" -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
      case "iso8601" ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.MILLIS));
      default -> custom(format, time);
    };
  }

  static ZonedDateTime shifted(ZonedDateTime time, String offset) throws UnresolvedException {
    Matcher parts = OFFSET.matcher(offset);
    if (!parts.matches()) {
      throw wrong(offset);
    }
    long amount = Long.parseLong(parts.group(1));
    try {
      return switch (parts.group(2)) {
        case "y" -> time.plusYears(amount);
        case "Q" -> time.plus(amount, IsoFields.QUARTER_YEARS);
        case "M" -> time.plusMonths(amount);
        case "w" -> time.plusWeeks(amount);
        case "d" -> time.plusDays(amount);
        case "h" -> time.plusHours(amount);
        case "m" -> time.plusMinutes(amount);
        case "ms" -> time.plus(amount, ChronoUnit.MILLIS);
        default -> time.plusSeconds(amount);
      };
    } catch (DateTimeException _) {
      throw wrong(offset);
    }
  }

  private static String custom(String format, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    Matcher token = TOKEN.matcher(format);
    while (token.find()) {
      text.append(token.group(1) != null ? token.group(1) : token(token.group(), time));
    }
    return text.toString();
  }

  private static String token(String token, ZonedDateTime time) {
    String pattern =
        switch (token) {
          case "YYYY" -> "uuuu";
          case "YY" -> "uu";
          case "D" -> "d";
          case "DD" -> "dd";
          case "ddd" -> "EEE";
          case "dddd" -> "EEEE";
          case "A", "a" -> "a";
          case "Z" -> "xxx";
          case "ZZ" -> "xx";
          case "M",
              "MM",
              "MMM",
              "MMMM",
              "H",
              "HH",
              "h",
              "hh",
              "m",
              "mm",
              "s",
              "ss",
              "S",
              "SS",
              "SSS" ->
              token;
          default -> "";
        };
    return switch (token) {
      case "X" -> String.valueOf(time.toEpochSecond());
      case "x" -> String.valueOf(time.toInstant().toEpochMilli());
      case "a" -> format(pattern, time).toLowerCase(Locale.ROOT);
      default -> pattern.isEmpty() ? token : format(pattern, time);
    };
  }

  private static String format(String pattern, ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }

  private static UnresolvedException wrong(String text) {
    return new UnresolvedException(
        "\"" + Excerpt.of(text) + "\" is no time.",
        "Write {{$datetime iso8601}} or {{$datetime \"YYYY-MM-DD\" -1 d}}.");
  }
}
