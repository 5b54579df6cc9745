package dev.weft.node.keys;

import dev.weft.node.NodeFailure;
import dev.weft.node.NodeSettings;
import dev.weft.node.files.DurableFile;
import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code key.pub} (0644) and {@code key.priv} (0600) in the node's folder, in Crossbar.io's format. Both are made when neither is
 * there; one without the other, or two that do not belong together, is an error that a person has to decide on. Where the environment
 * names a private key elsewhere, that one counts and nothing is written.
 */
public final class KeyFiles {

    public static final String PUBLIC = "key.pub";
    public static final String PRIVATE = "key.priv";

    private static final String PUBLIC_TITLE = "Crossbar.io node public key";
    private static final String PRIVATE_TITLE = "Crossbar.io node private key - KEEP THIS SAFE!";
    private static final String DEFAULT_CLUSTER_IP = "127.0.0.1";

    private final Path folder;
    private final Map<String, String> environment;
    private final Clock clock;

    public KeyFiles(Path folder, Map<String, String> environment, Clock clock) {
        this.folder = folder;
        this.environment = environment;
        this.clock = clock;
    }

    /** @throws NodeFailure for files that are incomplete, damaged, or readable by others */
    public NodeKey readOrCreate() {
        String elsewhere = environment.getOrDefault(NodeSettings.KEY_FILE, "");
        if (!elsewhere.isEmpty()) {
            Path mounted = Path.of(elsewhere);
            requirePrivate(mounted, Readers.GROUP);
            return parse(mounted);
        }
        Path publicFile = folder.resolve(PUBLIC);
        Path privateFile = folder.resolve(PRIVATE);
        boolean hasPublic = Files.exists(publicFile);
        if (!Files.exists(privateFile)) {
            if (hasPublic) {
                throw new NodeFailure(publicFile + " is there without " + privateFile
                        + "; put the private key back, or remove " + PUBLIC + " to make a new identity");
            }
            return create(publicFile, privateFile);
        }
        NodeKey key = read(privateFile);
        if (hasPublic) {
            requireSame(publicFile, key);
        } else {
            // A crash between the two writes of create() leaves this; everything needed is in the private file.
            Map<String, String> tags = new LinkedHashMap<>(
                    KeyTextFile.read(privateFile, KeyTags.OF_PRIVATE_FILE).tags());
            tags.keySet().retainAll(KeyTags.OF_PUBLIC_FILE);
            DurableFile.write(publicFile, new KeyText(PUBLIC_TITLE, tags).text(), DurableFile.PUBLIC);
        }
        return key;
    }

    private NodeKey create(Path publicFile, Path privateFile) {
        SigningKey fresh = Keys.generate(KeyFiles::random);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KeyTags.CREATOR, System.getProperty("user.name", "unknown") + "@" + hostName());
        tags.put(
                KeyTags.CREATED_AT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        tags.put(KeyTags.MACHINE_ID, machineId());
        tags.put(KeyTags.NODE_AUTHID, environment.getOrDefault(NodeSettings.NODE_ID, hostName()));
        tags.put(KeyTags.CLUSTER_IP, environment.getOrDefault(NodeSettings.CLUSTER_IP, DEFAULT_CLUSTER_IP));
        tags.put(KeyTags.PUBLIC_KEY, fresh.publicKeyHex());
        Map<String, String> secret = new LinkedHashMap<>(tags);
        secret.put(KeyTags.PRIVATE_KEY, fresh.seedHex());
        DurableFile.write(privateFile, new KeyText(PRIVATE_TITLE, secret).text(), DurableFile.PRIVATE);
        DurableFile.write(publicFile, new KeyText(PUBLIC_TITLE, tags).text(), DurableFile.PUBLIC);
        return read(privateFile);
    }

    private NodeKey read(Path privateFile) {
        requirePrivate(privateFile, Readers.OWNER);
        return parse(privateFile);
    }

    private static NodeKey parse(Path privateFile) {
        KeyText text = KeyTextFile.read(privateFile, KeyTags.OF_PRIVATE_FILE);
        Map<String, String> tags = text.tags();
        return new NodeKey(
                signingKey(privateFile, text),
                tags.getOrDefault(KeyTags.NODE_AUTHID, hostName()),
                tags.getOrDefault(KeyTags.CLUSTER_IP, DEFAULT_CLUSTER_IP),
                tags.get(KeyTags.PUBLIC_ETH));
    }

    private static SigningKey signingKey(Path file, KeyText text) {
        try {
            return text.signingKey();
        } catch (KeyText.Malformed malformed) {
            throw new NodeFailure(file + ": " + malformed.getMessage() + "; restore the file");
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void requireSame(Path publicFile, NodeKey key) {
        String written =
                KeyTextFile.read(publicFile, KeyTags.OF_PUBLIC_FILE).tags().get(KeyTags.PUBLIC_KEY);
        if (!key.publicKey().equals(written)) {
            throw new NodeFailure(publicFile + " does not belong to " + PRIVATE + "; restore the right one, or remove "
                    + PUBLIC + " to have it written again");
        }
    }

    /** Who may read a private key besides root. */
    private enum Readers {
        OWNER("------", "600"),
        /** A file that is mounted belongs to root, and the node reads it as a member of its group. */
        GROUP("---", "640");

        private final String end;
        private final String mode;

        Readers(String end, String mode) {
            this.end = end;
            this.mode = mode;
        }
    }

    private static void requirePrivate(Path file, Readers readers) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.endsWith(readers.end)) {
                throw new NodeFailure(
                        file + " can be read by others (" + mode + "); run: chmod " + readers.mode + " " + file);
            }
        } catch (IOException failure) {
            throw new NodeFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noName) {
            return "localhost";
        }
    }

    private static String machineId() {
        try {
            return Files.readString(Path.of("/etc/machine-id")).strip();
        } catch (IOException none) {
            return "unknown";
        }
    }
}
