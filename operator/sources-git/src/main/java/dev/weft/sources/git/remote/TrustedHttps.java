package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS to servers whose certificate is signed by one of these. */
final class TrustedHttps {

    private static final int LARGEST = 4 * 1024 * 1024;

    private TrustedHttps() {}

    /** @throws GitFailure when the file holds no certificates */
    static SSLSocketFactory of(GivenText authorities) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Collection<? extends Certificate> all =
                    factory.generateCertificates(new ByteArrayInputStream(authorities.read(LARGEST)));
            if (all.isEmpty()) {
                throw GitFailure.wrong(
                        "there is no certificate in " + authorities.name(),
                        "It must be PEM: -----BEGIN CERTIFICATE-----");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("authority" + number++, each);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw GitFailure.wrong(
                    "the certificates in " + authorities.name() + " cannot be read: " + unreadable.getMessage(),
                    "It must be PEM: -----BEGIN CERTIFICATE-----");
        }
    }
}
