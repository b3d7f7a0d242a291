/**
 * The words of the field as records and sealed types: functions, gateways, failures, series.
 *
 * <p>Imports nothing of this project and does no I/O; everything here is immutable and may be used
 * on any thread.
 */
@NullMarked
package io.fairlead.model;

import org.jspecify.annotations.NullMarked;
