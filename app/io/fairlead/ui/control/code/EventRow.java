package io.fairlead.ui.control.code;

import java.time.Instant;

/**
 * One event of a stream.
 *
 * @param time when its end arrived here
 * @param event its type, {@code message} where the stream names none
 * @param id the last id that the stream gave, empty without one
 * @param data its lines, joined by line feeds
 * @param cut whether the data was longer than what is kept of it
 */
public record EventRow(Instant time, String event, String id, String data, boolean cut) {}
