package dev.weft.sources.git.remote;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** JGit's own connections over https, which end at a deadline. */
final class EndingHttps implements HttpConnectionFactory {

    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final SSLSocketFactory sockets;

    /** @param tls decides whom to trust */
    EndingHttps(SSLSocketFactory tls, Deadline deadline) {
        this.sockets = new EndingSockets(tls, deadline);
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return connections.create(ours(url));
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        return connections.create(ours(url), proxy);
    }

    private URL ours(URL url) throws IOException {
        return new URL(null, url.toExternalForm(), new Opening());
    }

    /** JGit opens a url and hides what it got: so that one has to come from here. */
    private final class Opening extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return openConnection(url, null);
        }

        @Override
        protected URLConnection openConnection(URL url, @Nullable Proxy proxy) throws IOException {
            URL plain = plain(url);
            URLConnection made = proxy == null ? plain.openConnection() : plain.openConnection(proxy);
            if (!(made instanceof HttpsURLConnection https)) {
                throw new IOException("only https is spoken, not " + url.getProtocol());
            }
            https.setSSLSocketFactory(sockets);
            return https;
        }

        private URL plain(URL url) throws IOException {
            try {
                return new URI(url.toExternalForm()).toURL();
            } catch (URISyntaxException wrong) {
                throw new IOException("no url: " + wrong.getMessage(), wrong);
            }
        }
    }
}
