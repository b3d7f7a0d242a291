/**
 * One session per gateway: it polls politely, publishes immutable snapshots, and carries out what
 * the operator asks; the workbench is all sessions.
 *
 * <p>Imports {@code calls}, {@code openfaas}, {@code metrics}, {@code registry} and what lies below
 * them. A session's state changes only in its own round, one at a time, on a virtual thread.
 */
@NullMarked
package io.fairlead.session;

import org.jspecify.annotations.NullMarked;
