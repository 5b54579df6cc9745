package dev.weft.transport.server;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The certificates that clients prove to have. */
final class ClientCertificates {

    private ClientCertificates() {}

    /** SHA-256 of the client's certificate in lower-case hex; null without one. */
    static @Nullable String fingerprint(ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null || !tls.engine().getNeedClientAuth()) {
            return null;
        }
        try {
            byte[] certificate =
                    tls.engine().getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException none) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
