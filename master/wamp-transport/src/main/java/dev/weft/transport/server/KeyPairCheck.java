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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a private key is that of a certificate: the JDK does not look, and then every handshake fails. */
final class KeyPairCheck {

    private static final byte[] ANYTHING = "weft".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final Pattern KEY = block("PRIVATE KEY");

    /** By algorithms of keys. Of others nothing is said. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private KeyPairCheck() {}

    /**
     * Looks at the first certificate and the first key. Other text in the files does not matter, and whether the files can be used at
     * all is for others to say.
     *
     * @throws GeneralSecurityException where both do not belong together
     */
    static void check(byte[] certificates, byte[] keys) throws GeneralSecurityException {
        Matcher certificate = CERTIFICATE.matcher(new String(certificates, StandardCharsets.ISO_8859_1));
        Matcher key = KEY.matcher(new String(keys, StandardCharsets.ISO_8859_1));
        if (!certificate.find() || !key.find()) {
            return;
        }
        PublicKey open = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der(certificate)))
                .getPublicKey();
        String algorithm = SIGNATURES.get(open.getAlgorithm());
        if (algorithm != null) {
            PrivateKey secret =
                    KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der(key)));
            check(open, secret, algorithm);
        }
    }

    private static void check(PublicKey open, PrivateKey secret, String algorithm) throws GeneralSecurityException {
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

    private static Pattern block(String type) {
        return Pattern.compile("-----BEGIN " + type + "-----([^-]*)-----END " + type + "-----");
    }

    private static byte[] der(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
