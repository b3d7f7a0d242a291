package io.fairlead.support;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of this package's servers, for localhost and 127.0.0.1; nobody vouches for it.
 */
public final class TestCertificate {

  private static final char[] PASSWORD = "untrusted".toCharArray();

  private TestCertificate() {}

  /** The certificate, to be trusted by who wants to. */
  public static X509Certificate certificate() {
    try {
      KeyStore store = store();
      return (X509Certificate) store.getCertificate(store.aliases().nextElement());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a server presents it with. */
  public static SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store(), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store() throws IOException, GeneralSecurityException {
    try (InputStream in = TestCertificate.class.getResourceAsStream("/tls/untrusted.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    }
  }
}
