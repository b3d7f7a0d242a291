package io.fairlead.ui.control.code;

/**
 * A coloured part of a text.
 *
 * @param from index of its first character
 * @param to index after its last character
 * @param kind what it is
 */
public record Span(int from, int to, TokenKind kind) {}
