/**
 * The tool window of call files: their folder, what is in them, runs and what came of them; and a
 * file with its answers as an editor.
 *
 * <p>Imports {@code calls}, {@code session}, {@code ui.call}, {@code ui.control} and {@code ui.fx}.
 * On the FX thread.
 */
@NullMarked
package io.fairlead.ui.callfile;

import org.jspecify.annotations.NullMarked;
