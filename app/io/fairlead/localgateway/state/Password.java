package io.fairlead.localgateway.state;

import io.fairlead.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The password of the only user, in a file that only its owner may read. */
public final class Password {

  /** The only user. */
  public static final String USER = "admin";

  private static final int BYTES = 24;
  private static final int LONGEST = 1024;

  private Password() {}

  /** Reads the password, or writes a new random one when the file is absent or empty. */
  public static String in(Path file) throws IOException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException(file + " is no password file: it is too long");
      }
      String password = Files.readString(file).strip();
      if (!password.isEmpty()) {
        return password;
      }
    } catch (NoSuchFileException _) {
      // The first start.
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    AtomicFile.write(file, password);
    return password;
  }

  /** The value of the {@code Authorization} header that opens the gateway. */
  public static String authorization(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
