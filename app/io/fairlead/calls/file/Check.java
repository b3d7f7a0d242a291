package io.fairlead.calls.file;

import io.fairlead.model.Header;
import java.time.Duration;
import java.util.List;

/** One thing that an answer is measured by. */
sealed interface Check {

  /** Whether it held, and what was found, in a few words. */
  record Found(boolean held, String came) {}

  /** Compares with an answer. */
  Found judge(Evidence evidence);

  /** The status lies in a range, or below or above it. */
  record Status(String sign, int from, int to) implements Check {
    @Override
    public Found judge(Evidence evidence) {
      int status = evidence.reply().status();
      boolean within = status >= from && status <= to;
      boolean held =
          switch (sign) {
            case "!=" -> !within;
            case "<" -> status < from;
            case "<=" -> status <= to;
            case ">" -> status > to;
            case ">=" -> status >= from;
            default -> within;
          };
      return new Found(held && status > 0, status > 0 ? String.valueOf(status) : "no status");
    }
  }

  /** A header, which may be there several times: one of them is enough. */
  record OfHeader(String name, TextCheck check) implements Check {
    @Override
    public Found judge(Evidence evidence) {
      List<String> values =
          evidence.reply().headers().stream()
              .filter(header -> header.isNamed(name))
              .map(Header::value)
              .toList();
      String came = values.isEmpty() ? "no such header" : Excerpt.of(String.join(", ", values));
      return new Found(check.holds(values), came);
    }
  }

  /** A place in a body of JSON. */
  record OfJson(JsonPath path, JsonCheck check) implements Check {
    @Override
    public Found judge(Evidence evidence) {
      String obstacle = evidence.jsonObstacle();
      return obstacle.isEmpty()
          ? check.judge(path.find(evidence.json()))
          : new Found(false, obstacle);
    }
  }

  /** The body as a text. */
  record OfBody(TextCheck check) implements Check {
    @Override
    public Found judge(Evidence evidence) {
      if (!evidence.reply().isWhole()) {
        return new Found(false, "a body that is not whole: " + evidence.reply().truncation());
      }
      String text = evidence.text();
      return new Found(
          check.holds(text.isEmpty() ? List.of() : List.of(text)),
          text.isEmpty() ? "an empty body" : Excerpt.of(text));
    }
  }

  /** How long it took. */
  record Time(String sign, Duration limit) implements Check {
    @Override
    public Found judge(Evidence evidence) {
      int compared = evidence.reply().duration().compareTo(limit);
      boolean held = sign.equals("<") ? compared < 0 : compared <= 0;
      return new Found(held, Spell.duration(evidence.reply().duration()));
    }
  }
}
