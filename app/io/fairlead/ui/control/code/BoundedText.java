package io.fairlead.ui.control.code;

import java.io.Writer;

/** Keeps the beginning of what is written to it; indentation can make a small body huge. */
final class BoundedText extends Writer {

  private final int limit;
  private final StringBuilder kept = new StringBuilder();
  private boolean full;

  BoundedText(int limit) {
    this.limit = limit;
  }

  /** Whether something did not fit. */
  boolean isFull() {
    return full;
  }

  @Override
  public void write(char[] text, int from, int length) {
    int fitting = Math.min(length, limit - kept.length());
    kept.append(text, from, fitting);
    full |= fitting < length;
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  @Override
  public String toString() {
    return kept.toString();
  }
}
