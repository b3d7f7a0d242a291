package io.fairlead.localgateway.function;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a replica is given when it starts.
 *
 * @param key the function
 * @param instance its own name, as it stands in the log
 * @param environment of image and deployment together
 * @param secrets names of the secrets that it may read
 * @param secret reads a secret as it is now
 * @param startDelay how long to wait before it can serve
 * @param log takes a line of its output
 */
public record ReplicaContext(
    FunctionKey key,
    String instance,
    Map<String, String> environment,
    List<String> secrets,
    Function<String, Optional<byte[]>> secret,
    Duration startDelay,
    Consumer<String> log) {}
