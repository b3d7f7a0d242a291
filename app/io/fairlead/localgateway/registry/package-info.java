/**
 * The embedded, read-only registry: the samples as OCI images, built in memory, and the routes of
 * the OCI distribution API that read them.
 *
 * <p>Imports {@code http} and Jackson. Immutable once built; any thread.
 */
@NullMarked
package io.fairlead.localgateway.registry;

import org.jspecify.annotations.NullMarked;
