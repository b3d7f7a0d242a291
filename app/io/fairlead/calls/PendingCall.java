package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept on disk of a call whose result may still come: enough to receive it after a restart,
 * and nothing of what was sent or received. Its path is a secret.
 *
 * @param gateway what the operator calls the gateway
 * @param place where it is listened for, as {@link CallbackAddress#parse} reads it
 * @param url the URL that the cluster calls, empty where that is the place itself
 * @param port the port that is listened on
 * @param changedAt when it came to its state; from here its time runs
 * @param doubt why nobody knows whether it was queued; empty where that is known
 */
record PendingCall(
    String callId,
    String path,
    FunctionRef function,
    String gateway,
    String place,
    String url,
    int port,
    Instant registeredAt,
    Instant changedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant gatewayStart,
    String doubt) {}
