package io.fairlead.ui.control.code;

/**
 * Rows that are selected: from where it began to where it is.
 *
 * @param anchor −1 without a selection
 * @param caret −1 without a selection
 */
record RowSelection(long anchor, long caret) {

  static final RowSelection NONE = new RowSelection(-1, -1);

  boolean isEmpty() {
    return caret < 0;
  }

  long first() {
    return Math.min(anchor, caret);
  }

  long last() {
    return Math.max(anchor, caret);
  }

  boolean contains(long row) {
    return !isEmpty() && row >= first() && row <= last();
  }

  /** Another caret; the anchor stays where the selection is extended. */
  RowSelection to(long row, boolean extend) {
    return new RowSelection(extend && !isEmpty() ? anchor : row, row);
  }
}
