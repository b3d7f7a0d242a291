package io.fairlead.calls;

import java.util.Objects;

/**
 * Something of a remembered call that was not kept: a secret, or what was too long.
 *
 * @param kind what it was
 * @param name the header, the parameter of the query or the field of the body; empty of a whole
 *     body, a whole query or the path
 */
public record CallGap(Kind kind, String name) {

  /** What can be missing. */
  public enum Kind {
    /** The value of a header. */
    HEADER,
    /** A part of the path. */
    PATH,
    /** The value of a parameter of the query. */
    QUERY,
    /** The value of a field or a part of the body. */
    FIELD,
    /** The content of the body, longer than {@link CallBook#LONGEST_BODY}. */
    BODY
  }

  public CallGap {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
  }
}
