/**
 * The gateway's numbers: instruments of the Prometheus client library and the text in which a real
 * gateway shows them.
 *
 * <p>Imports {@code function} and prometheus-metrics-core. Any thread; counting takes no lock.
 */
@NullMarked
package io.fairlead.localgateway.metrics;

import org.jspecify.annotations.NullMarked;
