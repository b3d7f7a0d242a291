/**
 * The samples: functions that run inside the gateway's process, and the runtime that starts them.
 *
 * <p>Imports {@code function}, {@code registry} and {@code http} (query parsing). Each call runs on
 * the virtual thread of its exchange.
 */
@NullMarked
package io.fairlead.localgateway.sample;

import org.jspecify.annotations.NullMarked;
