package io.fairlead.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads Prometheus' text exposition format 0.0.4 as a stream, line by line, without an object per
 * sample.
 *
 * <p>Comments ({@code HELP}, {@code TYPE}) are passed over. A line that is no sample is noted,
 * never fatal; so are samples beyond the bound. Not safe for concurrent use; may be used again.
 */
public final class PrometheusText {

  /** Receives samples. */
  @FunctionalInterface
  public interface Receiver {
    /** One sample; the object is overwritten by the next one. */
    void sample(Sample sample);
  }

  /**
   * What came of one text.
   *
   * @param samples how many were delivered
   * @param malformed how many lines were no samples
   * @param dropped how many samples lay beyond the bound
   * @param notes the first malformed lines and the bound, in words
   */
  public record Report(int samples, int malformed, int dropped, List<String> notes) {
    public Report {
      notes = List.copyOf(notes);
    }
  }

  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_NOTES = 5;

  private final int maxSamples;
  private byte[] buffer = new byte[64 * 1024];
  private final Sample sample = new Sample();
  private final List<String> notes = new ArrayList<>();
  private int samples;
  private int malformed;
  private int dropped;
  private boolean skipping;

  /** A reader that delivers at most so many samples per text. */
  public PrometheusText(int maxSamples) {
    this.maxSamples = maxSamples;
  }

  /** Reads to the end; the caller closes the stream. */
  public Report read(InputStream in, Receiver receiver) throws IOException {
    notes.clear();
    samples = 0;
    malformed = 0;
    dropped = 0;
    skipping = false;
    int filled = 0;
    for (int count = 0; count >= 0; count = in.read(buffer, filled, buffer.length - filled)) {
      filled += count;
      int kept = lines(filled, receiver);
      System.arraycopy(buffer, filled - kept, buffer, 0, kept);
      filled = makeRoom(kept);
    }
    if (filled > 0 && !skipping) {
      line(0, filled, receiver);
    }
    if (dropped > 0) {
      notes.add(dropped + " samples beyond the first " + maxSamples + " were left out");
    }
    return new Report(samples, malformed, dropped, notes);
  }

  /** Handles whole lines; gives back how many bytes of an unfinished one remain at the end. */
  private int lines(int filled, Receiver receiver) {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        if (skipping) {
          skipping = false;
        } else {
          line(start, i, receiver);
        }
        start = i + 1;
      }
    }
    return filled - start;
  }

  private int makeRoom(int kept) {
    if (skipping) {
      return 0;
    }
    if (kept < buffer.length) {
      return kept;
    }
    if (buffer.length >= MAX_LINE * 2) {
      malformed(0, 80, "longer than " + MAX_LINE + " bytes");
      skipping = true;
      return 0;
    }
    buffer = Arrays.copyOf(buffer, buffer.length * 2);
    return kept;
  }

  private void line(int from, int to, Receiver receiver) {
    int start = from;
    int end = to;
    while (start < end && isBlank(buffer[start])) {
      start++;
    }
    while (end > start && isBlank(buffer[end - 1])) {
      end--;
    }
    if (start == end || buffer[start] == '#') {
      return;
    }
    String wrong = sample.parse(buffer, start, end);
    if (!wrong.isEmpty()) {
      malformed(start, end, wrong);
    } else if (samples >= maxSamples) {
      dropped++;
    } else {
      samples++;
      receiver.sample(sample);
    }
  }

  private void malformed(int start, int end, String wrong) {
    malformed++;
    if (notes.size() < MAX_NOTES) {
      int shown = Math.min(end - start, 80);
      String text = new String(buffer, start, shown, StandardCharsets.UTF_8);
      notes.add("passed over a line (" + wrong + "): " + text);
    }
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
