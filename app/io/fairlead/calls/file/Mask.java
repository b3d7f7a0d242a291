package io.fairlead.calls.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts three stars in place of values that nobody is to read: as they are, and encoded. */
public final class Mask {

  private static final String STARS = "***";

  /** What is shorter stands everywhere by chance. */
  private static final int SHORTEST = 3;

  private final List<String> words;

  private Mask(Set<String> words) {
    // The longest first: a shorter one may be a part of it.
    this.words = words.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Hides these values. */
  public static Mask of(Collection<String> values) {
    Set<String> words = new LinkedHashSet<>();
    for (String value : values) {
      if (value.strip().length() >= SHORTEST) {
        Stream.of(
                value.strip(),
                URLEncoder.encode(value.strip(), StandardCharsets.UTF_8),
                URLEncoder.encode(value.strip(), StandardCharsets.UTF_8).replace("+", "%20"),
                Base64.getEncoder().encodeToString(value.strip().getBytes(StandardCharsets.UTF_8)),
                value.strip().replace("\\", "\\\\").replace("\"", "\\\""))
            .forEach(words::add);
      }
    }
    return new Mask(words);
  }

  /** Hides what either hides. */
  public Mask and(Mask other) {
    Set<String> both = new LinkedHashSet<>(words);
    both.addAll(other.words);
    return new Mask(both);
  }

  /** A text without them. */
  public String hide(String text) {
    String hidden = text;
    for (String word : words) {
      hidden = hidden.replace(word, STARS);
    }
    return hidden;
  }

  @Override
  public String toString() {
    return "Mask[" + words.size() + "]";
  }
}
