/**
 * The embedded gateway: a gateway on loopback that speaks OpenFaaS' contract, with functions that
 * run in this process, a queue, a registry and metrics (docs/local-gateway.md).
 *
 * <p>Imports {@code openfaas.wire}, {@code files} and {@code model}. Starting and closing block;
 * any thread but the FX thread.
 */
@NullMarked
package io.fairlead.localgateway;

import org.jspecify.annotations.NullMarked;
