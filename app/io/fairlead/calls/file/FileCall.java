package io.fairlead.calls.file;

import io.fairlead.model.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One request of a file, as it is written: no variable is filled in yet.
 *
 * @param file which file
 * @param name what {@code # @name} says, else what follows the {@code ###}, else method and target
 * @param line of the request line, counted from 1
 * @param block the lines that belong to it, from its {@code ###} on
 * @param method the HTTP method; GET where none is written
 * @param target the URL, or the path on the host of the header {@code Host}
 * @param headers in their order
 * @param body the body
 * @param async whether {@code # @async} stands there
 * @param follow whether {@code # @follow} stands there
 * @param timeout what {@code # @timeout} says
 * @param expectations in their order
 * @param notes what was understood and is not done, one sentence each
 * @param obstacle why this request is none that can be run here, such as of a WebSocket; empty for
 *     one that can
 * @param variables the variables of its file
 */
public record FileCall(
    Path file,
    String name,
    int line,
    Lines block,
    String method,
    String target,
    List<Header> headers,
    FileBody body,
    boolean async,
    boolean follow,
    Optional<Duration> timeout,
    List<Expectation> expectations,
    List<String> notes,
    String obstacle,
    FileVariables variables) {

  /**
   * A run of lines.
   *
   * @param first the first of them, counted from 1
   * @param end the one after the last
   */
  public record Lines(int first, int end) {}

  public FileCall {
    Objects.requireNonNull(file);
    Objects.requireNonNull(name);
    Objects.requireNonNull(block);
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(timeout);
    expectations = List.copyOf(expectations);
    notes = List.copyOf(notes);
    Objects.requireNonNull(obstacle);
    Objects.requireNonNull(variables);
  }

  /** Whether it can be run here. */
  public boolean isRunnable() {
    return obstacle.isEmpty();
  }

  /** The value of the first header of a name, as written. */
  Optional<String> header(String wanted) {
    return headers.stream().filter(each -> each.isNamed(wanted)).map(Header::value).findFirst();
  }
}
