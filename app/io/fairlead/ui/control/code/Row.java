package io.fairlead.ui.control.code;

/**
 * A row of a viewer: a line, a part of a line that is too long for one row, or 16 bytes in
 * hexadecimal.
 *
 * @param label what its gutter says; empty where a line goes on
 * @param from where its bytes begin
 * @param bytes its bytes without the end of the line
 * @param text what it shows: without tabs and control characters
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 4 KiB; nobody compares rows.
record Row(String label, long from, byte[] bytes, String text) {}
