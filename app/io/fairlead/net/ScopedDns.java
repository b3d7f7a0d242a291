package io.fairlead.net;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * A name service that can be given up: the system's own blocks for as long as it likes, whoever
 * cancels the call and whatever its deadline.
 */
final class ScopedDns implements Dns {

  private static final int ASK_EVERY_MILLIS = 20;

  private final Dns system;
  private final Scope scope;
  private final BooleanSupplier cancelled;

  /**
   * Looks up in the scope.
   *
   * @param cancelled whether nobody waits any more
   */
  ScopedDns(Dns system, Scope scope, BooleanSupplier cancelled) {
    this.system = system;
    this.scope = scope;
    this.cancelled = cancelled;
  }

  /** Addresses, or why there are none. */
  private record Answer(List<InetAddress> addresses, @Nullable UnknownHostException failure) {}

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
    scope.run(() -> answers.add(ask(hostname)));
    try {
      while (!cancelled.getAsBoolean()) {
        Optional<Answer> answer =
            Optional.ofNullable(answers.poll(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        if (answer.isPresent()) {
          return addresses(answer.get());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw givenUp(hostname);
  }

  private Answer ask(String hostname) {
    try {
      return new Answer(system.lookup(hostname), null);
    } catch (UnknownHostException e) {
      return new Answer(List.of(), e);
    }
  }

  private static List<InetAddress> addresses(Answer answer) throws UnknownHostException {
    if (answer.failure() != null) {
      throw answer.failure();
    }
    return answer.addresses();
  }

  /** The only kind of failure that a name service may have. */
  private static UnknownHostException givenUp(String hostname) {
    UnknownHostException failure = new UnknownHostException(hostname);
    failure.initCause(new InterruptedIOException("given up"));
    return failure;
  }
}
