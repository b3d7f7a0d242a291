/**
 * The history: every call that was made, searched and looked at, opened again and sent again.
 *
 * <p>Imports {@code session} and everything below it, {@code ui.fx}, {@code ui.control} and {@code
 * ui.call}. Views and view models belong to the FX thread.
 */
@NullMarked
package io.fairlead.ui.history;

import org.jspecify.annotations.NullMarked;
