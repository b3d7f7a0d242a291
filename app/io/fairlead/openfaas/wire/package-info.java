/**
 * The JSON of the OpenFaaS REST contract, field by field (contract 1.4), and nothing else.
 *
 * <p>Records bound by Jackson; shared by the client and the embedded gateway. A component that JSON
 * may leave out is nullable here and nowhere else.
 */
@NullMarked
package io.fairlead.openfaas.wire;

import org.jspecify.annotations.NullMarked;
