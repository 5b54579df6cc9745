package dev.weft.transport.channel;

import dev.weft.wamp.link.ClientCertificate;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's TLS layer knows, once its handshake is done. Of the channel bindings there is {@code tls-server-end-point} (RFC
 * 5929, 4.1), and {@code tls-exporter} (RFC 9266) where the JDK exports keys; {@code tls-unique} needs the Finished messages, which it
 * does not show.
 */
public record TlsFacts(
        boolean secure,
        Map<String, byte[]> channelIds,
        @Nullable ClientCertificate clientCertificate) {

    private static final TlsFacts PLAIN = new TlsFacts(false, Map.of(), null);
    private static final String SERVER_END_POINT = "tls-server-end-point";
    private static final Pattern HASH = Pattern.compile("(MD5|SHA\\d+)WITH.*");

    /** At the server's end. */
    public static TlsFacts ofServer(ChannelPipeline pipeline) {
        SslHandler handler = pipeline.get(SslHandler.class);
        if (handler == null) {
            return PLAIN;
        }
        SSLSession session = handler.engine().getSession();
        return new TlsFacts(
                true, channelIds(session, first(session.getLocalCertificates())), client(first(peer(session))));
    }

    /** At the client's end. */
    public static TlsFacts ofClient(ChannelPipeline pipeline) {
        SslHandler handler = pipeline.get(SslHandler.class);
        if (handler == null) {
            return PLAIN;
        }
        SSLSession session = handler.engine().getSession();
        return new TlsFacts(true, channelIds(session, first(peer(session))), null);
    }

    private static Certificate @Nullable [] peer(SSLSession session) {
        try {
            return session.getPeerCertificates();
        } catch (SSLPeerUnverifiedException notAsked) {
            return null;
        }
    }

    private static @Nullable X509Certificate first(Certificate @Nullable [] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate x509 ? x509 : null;
    }

    private static Map<String, byte[]> channelIds(SSLSession session, @Nullable X509Certificate server) {
        Map<String, byte[]> ids = new HashMap<>();
        String algorithm = server == null ? null : hash(server.getSigAlgName());
        if (server != null && algorithm != null) {
            ids.put(SERVER_END_POINT, fingerprint(server, algorithm));
        }
        byte[] exported = TlsExporter.of(session);
        if (exported != null) {
            ids.put(TlsExporter.NAME, exported);
        }
        return Map.copyOf(ids);
    }

    /** The hash of the signature, or SHA-256 for those that are weak; null where the signature has none of its own. */
    static @Nullable String hash(String signature) {
        Matcher matcher = HASH.matcher(signature.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        String hash = matcher.group(1);
        return hash.equals("MD5") || hash.equals("SHA1") ? "SHA-256" : hash.replace("SHA", "SHA-");
    }

    private static @Nullable ClientCertificate client(@Nullable X509Certificate certificate) {
        return certificate == null
                ? null
                : new ClientCertificate(
                        HexFormat.of().formatHex(fingerprint(certificate, "SHA-256")),
                        HexFormat.of().formatHex(fingerprint(certificate, "SHA-1")),
                        certificate.getSubjectX500Principal().getName());
    }

    private static byte[] fingerprint(X509Certificate certificate, String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
