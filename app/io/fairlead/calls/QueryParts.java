package io.fairlead.calls;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The parameters of a query as they are written. */
public final class QueryParts {

  /**
   * A query without some values.
   *
   * @param query what is left
   * @param names whose values are gone, decoded
   */
  public record Emptied(String query, List<String> names) {}

  private QueryParts() {}

  /**
   * Takes values out of a query and leaves everything else as it is written.
   *
   * @param emptied decides by name and value, both decoded; a value that is empty is asked for too
   */
  public static Emptied without(String query, BiPredicate<String, String> emptied) {
    List<String> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      if (equals >= 0 && emptied.test(name, decoded(part.substring(equals + 1)))) {
        names.add(name);
        parts.add(part.substring(0, equals + 1));
      } else {
        parts.add(part);
      }
    }
    return new Emptied(String.join("&", parts), List.copyOf(names));
  }

  /** Whether a parameter of that name is there without a value. */
  static boolean hasEmpty(String query, String name) {
    return without(query, (found, value) -> found.equals(name) && value.isEmpty()).names().size()
        > 0;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return part;
    }
  }
}
