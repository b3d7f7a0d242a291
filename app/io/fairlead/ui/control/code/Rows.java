package io.fairlead.ui.control.code;

import java.io.IOException;
import java.util.List;

/** Bytes as rows of a viewer. Safe for use from any thread; reading blocks. */
interface Rows {

  /** How many rows there are by now. */
  long count();

  /**
   * Reads rows.
   *
   * @return fewer at the end
   * @throws IOException when the bytes cannot be read any more
   */
  List<Row> read(long first, int count) throws IOException;

  /**
   * The row that holds a byte, or −1 where that is not known yet.
   *
   * @throws IOException when the bytes cannot be read any more
   */
  long rowOf(long offset) throws IOException;

  /** Columns that the longest row may have, in characters. */
  int columns();

  /** Characters that the longest label has. */
  int labelLength();

  /** The column of a byte of a row, in characters of its text. */
  int columnOf(Row row, long offset);

  /** What is copied of a row. */
  String copied(Row row);
}
