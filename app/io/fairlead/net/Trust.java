package io.fairlead.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: the authorities that this Java runtime trusts, and those that
 * the operator added. Host names are always checked.
 *
 * <p>Safe for use from many threads.
 */
public final class Trust {

  private final X509TrustManager manager;
  private final SSLSocketFactory sockets;

  private Trust(X509TrustManager manager) throws GeneralSecurityException {
    this.manager = manager;
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    this.sockets = context.getSocketFactory();
  }

  /**
   * The system's authorities and these certificates: of an authority, or of one server.
   *
   * @throws GeneralSecurityException when a certificate is unusable
   */
  public static Trust systemAnd(List<X509Certificate> added) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("no empty key store can be made", e);
    }
    int next = 0;
    for (X509Certificate known : managerOf(null).getAcceptedIssuers()) {
      store.setCertificateEntry("system-" + next++, known);
    }
    for (X509Certificate each : added) {
      store.setCertificateEntry("added-" + next++, each);
    }
    return new Trust(managerOf(store));
  }

  private static X509TrustManager managerOf(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager manager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("this Java runtime checks no certificates");
  }

  X509TrustManager manager() {
    return manager;
  }

  SSLSocketFactory sockets() {
    return sockets;
  }
}
