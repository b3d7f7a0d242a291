/**
 * The deployment sheet: from an image in a registry to a ready function.
 *
 * <p>Imports {@code session}, {@code registry}, {@code ui.fx} and {@code ui.control}. On the FX
 * thread; registries are asked on threads of the sheet's scope.
 */
@NullMarked
package io.fairlead.ui.deploy;

import org.jspecify.annotations.NullMarked;
