/**
 * The tool window of asynchronous calls, from queued to called back.
 *
 * <p>Imports {@code calls}, {@code ui.call}, {@code ui.fx} and {@code ui.control}. On the FX
 * thread.
 */
@NullMarked
package io.fairlead.ui.inbox;

import org.jspecify.annotations.NullMarked;
