/**
 * What runs without a window: {@code run} for files of calls, {@code probe} for load.
 *
 * <p>Imports {@code session} and what lies below it; no JavaFX. Blocks the main thread.
 */
@NullMarked
package io.fairlead.cli;

import org.jspecify.annotations.NullMarked;
