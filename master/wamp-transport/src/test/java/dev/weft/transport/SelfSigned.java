package dev.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.server.ServerTls;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A certificate that nobody else signed, made by the JDK's own tool, as files. */
public record SelfSigned(Path certificate, Path key, byte[] der) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** For localhost. */
    public static SelfSigned in(Path folder, String name) throws Exception {
        return in(folder, name, "localhost");
    }

    /** @param name of the files */
    public static SelfSigned in(Path folder, String name, String commonName) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + "-keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        byte[] der = keys.getCertificate("server").getEncoded();
        return new SelfSigned(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", der),
                pem(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        keys.getKey("server", PASSWORD).getEncoded()),
                der);
    }

    public ServerTls tls() {
        return new ServerTls(certificate, key);
    }

    /** Lower-case hex. */
    public String fingerprint(String algorithm) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(der));
    }

    private static Path pem(Path file, String type, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
