package dev.weft.transport.server;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Whether a private key is that of a certificate: the JDK does not look, and then every handshake fails. */
final class KeyPairCheck {

    private static final byte[] ANYTHING = "weft".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    /**
     * Both in PEM.
     *
     * @throws GeneralSecurityException where they do not belong together, or are none
     */
    static void check(byte[] certificate, byte[] key) throws GeneralSecurityException {
        PublicKey open = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate))
                .getPublicKey();
        String text = new String(key, StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]*-----", ""));
        PrivateKey secret = KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(ANYTHING);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(open);
        verifying.update(ANYTHING);
        if (!verifying.verify(signature)) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
    }
}
