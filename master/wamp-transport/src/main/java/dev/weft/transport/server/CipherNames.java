package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** From OpenSSL's names of ciphers, which Crossbar.io's configurations have, to those of the JDK. */
final class CipherNames {

    /** Version 1.3 has only good ones, and OpenSSL's list does not speak of them. */
    private static final List<String> VERSION_13 =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");

    private static final Pattern AES =
            Pattern.compile("(ECDHE|DHE)-(ECDSA|RSA)-AES(128|256)-(GCM-)?(SHA|SHA256|SHA384)");
    private static final Pattern CHACHA = Pattern.compile("(ECDHE|DHE)-(ECDSA|RSA)-CHACHA20-POLY1305");

    private CipherNames() {}

    /** All that may be used, those of version 1.3 included. */
    static List<String> ofJdk(List<String> names) {
        List<String> all = new ArrayList<>(VERSION_13);
        Set<String> supported = supported();
        for (String name : names) {
            String cipher = ofJdk(name);
            if (!supported.contains(cipher)) {
                throw new CannotListen(
                        "the TLS cipher '" + name + "' is not known here: name each one, as in"
                                + " ECDHE-ECDSA-AES128-GCM-SHA256; groups such as HIGH are not understood",
                        null);
            }
            all.add(cipher);
        }
        return List.copyOf(all);
    }

    private static String ofJdk(String name) {
        Matcher aes = AES.matcher(name);
        if (aes.matches()) {
            String mode = aes.group(4) == null ? "CBC" : "GCM";
            return "TLS_" + aes.group(1) + "_" + aes.group(2) + "_WITH_AES_" + aes.group(3) + "_" + mode + "_"
                    + aes.group(5);
        }
        Matcher chacha = CHACHA.matcher(name);
        return chacha.matches()
                ? "TLS_" + chacha.group(1) + "_" + chacha.group(2) + "_WITH_CHACHA20_POLY1305_SHA256"
                : name;
    }

    private static Set<String> supported() {
        try {
            return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }
}
