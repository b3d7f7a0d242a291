package io.fairlead.ui.control.code;

/**
 * Where a text was found.
 *
 * @param from its first byte
 * @param to behind its last byte
 */
record Match(long from, long to) {}
