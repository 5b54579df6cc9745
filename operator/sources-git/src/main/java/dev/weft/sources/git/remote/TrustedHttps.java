package dev.weft.sources.git.remote;

import dev.weft.sources.git.GitFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Connections to servers whose certificate is signed by one of a file's. */
final class TrustedHttps implements HttpConnectionFactory {

    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final TrustManager[] trusted;

    private TrustedHttps(TrustManager[] trusted) {
        this.trusted = trusted;
    }

    /** @throws GitFailure when the file holds no certificates */
    static TrustedHttps of(Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Collection<? extends Certificate> all =
                    factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (all.isEmpty()) {
                throw GitFailure.wrong(
                        "there is no certificate in " + file, "It must be PEM: -----BEGIN CERTIFICATE-----");
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
                    "the certificates in " + file + " cannot be read: " + unreadable.getMessage(),
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
