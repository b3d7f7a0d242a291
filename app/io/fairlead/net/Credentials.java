package io.fairlead.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What authenticates this console towards the one target it belongs to; never printed. */
public sealed interface Credentials {

  /** The value of the {@code Authorization} header. */
  String headerValue();

  /** HTTP basic authentication, UTF-8 (contract 1.2). */
  record Basic(String user, String password) implements Credentials {
    public Basic {
      Objects.requireNonNull(user);
      Objects.requireNonNull(password);
    }

    @Override
    public String headerValue() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + "]";
    }
  }
}
