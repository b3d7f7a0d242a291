/**
 * The JDK's HTTP server on loopback: who may speak to it, and answers shaped as Go shapes them.
 *
 * <p>Imports the JDK and slf4j. Each exchange runs on a virtual thread of its own.
 */
@NullMarked
package io.fairlead.localgateway.http;

import org.jspecify.annotations.NullMarked;
