package dev.weft.sources.git.sign;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A signature as {@code ssh-keygen -Y sign} makes it (OpenSSH, PROTOCOL.sshsig).
 *
 * @param key the public key in its SSH form
 * @param namespace what it was made for
 * @param hash name of the hash that was signed
 * @param algorithm of the signature
 * @param bytes the signature itself
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SshSignature(byte[] key, String namespace, String hash, String algorithm, byte[] bytes) {

    static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final String MAGIC = "SSHSIG";
    private static final Set<String> HASHES = Set.of("sha256", "sha512");
    private static final int LONGEST = 64 * 1024;

    /** Without those that rest on SHA-1. */
    private static final Set<String> ALGORITHMS = Set.of(
            "ssh-ed25519",
            "sk-ssh-ed25519@openssh.com",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "rsa-sha2-256",
            "rsa-sha2-512");

    /** @throws IllegalArgumentException saying what is wrong with it */
    static SshSignature parse(String armored) {
        String text = armored.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() > LONGEST) {
            throw new IllegalArgumentException("it is not framed as a signature");
        }
        String base64 = text.substring(BEGIN.length(), text.length() - END.length());
        SshBytes all = new SshBytes(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        String magic = new String(all.next(MAGIC.length()), StandardCharsets.US_ASCII);
        if (!magic.equals(MAGIC) || all.number() != 1) {
            throw new IllegalArgumentException("it is of an unknown form");
        }
        byte[] key = all.string();
        String namespace = all.text();
        all.string(); // Reserved.
        String hash = all.text();
        SshBytes signature = new SshBytes(all.string());
        String algorithm = signature.text();
        byte[] rest = signature.string();
        if (algorithm.startsWith("sk-")) {
            // A security key adds its flags and counter.
            byte[] more = signature.next(5);
            rest = ByteBuffer.allocate(rest.length + more.length)
                    .put(rest)
                    .put(more)
                    .array();
        }
        if (!signature.isAtEnd() || !all.isAtEnd()) {
            throw new IllegalArgumentException("there is something behind its end");
        }
        return new SshSignature(key, namespace, hash, algorithm, rest);
    }

    /** {@code SHA256:…} of the key, as {@code ssh-keygen -l} shows it. */
    String fingerprint() {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest("sha256", key));
    }

    /** Whether this key signed these bytes for this purpose. */
    boolean covers(byte[] data) {
        boolean known = HASHES.contains(hash) && ALGORITHMS.contains(algorithm);
        if (!known || !fits(new SshBytes(key).text())) {
            return false;
        }
        try {
            PublicKey publicKey = new ByteArrayBuffer(key).getRawPublicKey();
            Signature verifier = BuiltinSignatures.fromFactoryName(algorithm).create();
            verifier.initVerifier(null, publicKey);
            verifier.update(null, signed(data));
            return verifier.verify(null, bytes);
        } catch (GeneralSecurityException | RuntimeException | java.io.IOException refused) {
            return false;
        } catch (Exception other) {
            // The library's own signature says no more.
            return false;
        }
    }

    /** Only RSA has several algorithms for one type of key. */
    private boolean fits(String keyType) {
        return keyType.equals(algorithm) || (keyType.equals("ssh-rsa") && algorithm.startsWith("rsa-sha2-"));
    }

    private byte[] signed(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
        put(out, namespace.getBytes(StandardCharsets.UTF_8));
        put(out, new byte[0]);
        put(out, hash.getBytes(StandardCharsets.UTF_8));
        put(out, digest(hash, data));
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, byte[] string) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(string.length).array());
        out.writeBytes(string);
    }

    private static byte[] digest(String name, byte[] data) {
        try {
            String java = name.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
            return MessageDigest.getInstance(java).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has " + name, impossible);
        }
    }
}
