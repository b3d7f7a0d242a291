/**
 * The main class, its arguments and the one place where objects are wired.
 *
 * <p>May import everything; nothing imports it.
 */
@NullMarked
package io.fairlead.boot;

import org.jspecify.annotations.NullMarked;
