package dev.weft.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody else signed, for {@code localhost}, made by the JDK's own tool.
 *
 * @param certificate PEM file; also what to trust
 * @param key PEM file, PKCS #8
 * @param der the certificate
 */
public record SelfSigned(Path certificate, Path key, byte[] der) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static final String ALIAS = "weft";

    /** As {@link #in(Path, String, String, String...)}, named {@code localhost}. */
    public static SelfSigned in(Path folder, String name) throws Exception {
        return in(folder, name, "localhost");
    }

    /**
     * Makes one, or reads what was made there before.
     *
     * @param name of the files, without their endings
     * @param extensions X.509 extensions in the notation of {@code keytool -ext}; one of the same type takes the place of ours
     */
    public static SelfSigned in(Path folder, String name, String commonName, String... extensions) throws Exception {
        Path store = folder.resolve(name + ".p12");
        if (!Files.exists(store)) {
            make(store, commonName, List.of(extensions));
        }
        KeyStore keys = load(store);
        byte[] der = keys.getCertificate(ALIAS).getEncoded();
        return new SelfSigned(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", der),
                pem(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        keys.getKey(ALIAS, PASSWORD).getEncoded()),
                der);
    }

    /** For a server that shows this certificate. */
    public SSLContext serving() throws GeneralSecurityException, IOException {
        String file = certificate.getFileName().toString();
        KeyStore keys = load(certificate.resolveSibling(file.replaceFirst("\\.crt$", ".p12")));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    /** For a client that trusts this certificate alone. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    /** Lower-case hex. */
    public String fingerprint(String algorithm) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(der));
    }

    private static void make(Path store, String commonName, List<String> extensions)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                // The defaults are not the same in each JDK.
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=" + commonName,
                "-ext",
                "SAN=DNS:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        for (String extension : extensions) {
            command.add("-ext");
            command.add(extension);
        }
        Path said = store.resolveSibling(store.getFileName() + "-keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new AssertionError("keytool did not make a certificate: " + Files.readString(said));
            }
        } finally {
            keytool.destroyForcibly();
        }
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static Path pem(Path file, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
