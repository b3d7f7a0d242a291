package io.fairlead.calls.history;

import java.util.Objects;
import okio.ByteString;

/**
 * As much of a body as the history keeps: the first {@link HistoryLimits#bodyBytes()} of it, with
 * its secrets taken out.
 *
 * @param bytes what is kept; of a text in UTF-8, whatever it was written in
 * @param size how many bytes the body had; -1 where that was never known
 * @param isCut whether {@code bytes} is only its beginning
 * @param isText whether it is a text
 * @param coding the content coding that was undone, such as {@code gzip}; empty for none
 */
public record KeptBody(ByteString bytes, long size, boolean isCut, boolean isText, String coding) {

  /** No body. */
  public static final KeptBody NONE = new KeptBody(ByteString.EMPTY, 0, false, true, "");

  public KeptBody {
    Objects.requireNonNull(bytes);
    Objects.requireNonNull(coding);
  }
}
