package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Connections to servers whose certificate is signed by one of these. */
final class TrustedHttps implements HttpConnectionFactory {

    private static final int LARGEST = 4 * 1024 * 1024;

    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final TrustManager[] trusted;

    private TrustedHttps(TrustManager[] trusted) {
        this.trusted = trusted;
    }

    /** @throws GitFailure when the file holds no certificates */
    static TrustedHttps of(GivenText authorities) {
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
            return new TrustedHttps(managers.getTrustManagers());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw GitFailure.wrong(
                    "the certificates in " + authorities.name() + " cannot be read: " + unreadable.getMessage(),
                    "It must be PEM: -----BEGIN CERTIFICATE-----");
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return trusting(connections.create(url));
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        return trusting(connections.create(url, proxy));
    }

    private HttpConnection trusting(HttpConnection connection) throws IOException {
        try {
            connection.configure(null, trusted, null);
            return connection;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("TLS cannot be set up", impossible);
        }
    }
}
