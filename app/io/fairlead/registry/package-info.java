/**
 * A client for OCI image registries: ping, token, repositories, tags, manifest and configuration.
 *
 * <p>Imports {@code net} and {@code model}. Every method that talks to a registry blocks and runs
 * on a virtual thread that a {@link io.fairlead.net.Scope} owns; none throws for what a registry
 * does.
 */
@NullMarked
package io.fairlead.registry;

import org.jspecify.annotations.NullMarked;
