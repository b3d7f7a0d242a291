/**
 * Text to edit and text to read: an editor with highlighting, and viewers for answers of any size
 * and for streams of events.
 *
 * <p>Imports {@code model}, {@code files}, {@code ui.fx}, {@code ui.control} and JavaFX. Controls
 * are touched on the FX thread alone; tokenizers, formats, indexes and searches know no node and
 * run on the worker that a control is given.
 */
@NullMarked
package io.fairlead.ui.control.code;

import org.jspecify.annotations.NullMarked;
