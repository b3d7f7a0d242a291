package io.fairlead.localgateway.state;

import io.fairlead.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The password of the only user, in a file that only its owner may read. */
public final class Password {

  /** The only user. */
  public static final String USER = "admin";

  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int BYTES = 24;
  private static final int LONGEST = 1024;

  private Password() {}

  /**
   * Reads the password, or writes a new random one when the file is absent or empty. A file that
   * others may read is given to its owner alone, its content kept.
   *
   * @throws IOException when it cannot be read, written or given to its owner alone
   */
  public static String in(Path file) throws IOException {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException(file + " is no password file: it is too long");
      }
      String password = Files.readString(file).strip();
      if (!password.isEmpty()) {
        tighten(file);
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

  private static void tighten(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
      view.setPermissions(OWNER);
    }
  }

  /** The value of the {@code Authorization} header that opens the gateway. */
  public static String authorization(String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
