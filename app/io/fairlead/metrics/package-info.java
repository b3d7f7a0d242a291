/**
 * Where numbers come from: a scrape of {@code /metrics}, kept for a while, and the rates, quantiles
 * and counts that a chart shows (contract 2.1 to 2.4).
 *
 * <p>Imports {@code net} and {@code model}. {@link io.fairlead.metrics.MetricSource#refresh} blocks
 * and runs on a virtual thread that a {@link io.fairlead.net.Scope} owns; reading is quick and safe
 * from any thread.
 */
@NullMarked
package io.fairlead.metrics;

import org.jspecify.annotations.NullMarked;
