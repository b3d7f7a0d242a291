package io.fairlead.localgateway.function;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a function receives it. Used by one thread. */
public interface FunctionCall {

  /** The HTTP method. */
  String method();

  /** The path behind the function's name, escaped as the caller wrote it; {@code /} if none. */
  String path();

  /** The query as the caller wrote it, without the question mark. */
  @Nullable String query();

  /** The first value of a header; the name's case does not matter. */
  @Nullable String header(String name);

  /** All headers with what the gateway adds, names in their canonical case, sorted by name. */
  Map<String, List<String>> headers();

  /** The body, streamed. */
  InputStream body();
}
