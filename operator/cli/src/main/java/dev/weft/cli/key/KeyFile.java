package dev.weft.cli.key;

import dev.weft.cli.CliFailure;
import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A private key file and the public one beside it, as Crossbar.io writes them ({@link KeyText}). The private file can be read by its owner only; both are complete or not there.
 */
public final class KeyFile {

    private static final int LARGEST = 16 * 1024;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyFile() {}

    /** A new key, in no file yet. */
    public static SigningKey generate() {
        return Keys.generate(count -> {
            byte[] bytes = new byte[count];
            RANDOM.nextBytes(bytes);
            return bytes;
        });
    }

    /** Whether a key that is there may be lost. */
    public enum Existing {
        KEEP,
        OVERWRITE
    }

    /**
     * Whose key it is.
     *
     * @param title the first line of the files, with {@code %s} for public or private
     */
    public record Owner(String title, Map<String, String> tags) {

        /** A person or program that manages a fabric. */
        public static Owner user(String id) {
            return new Owner("Crossbar.io user %s key", Map.of(KeyTags.USER_ID, id));
        }

        /** A node. */
        public static Owner node(String authid) {
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put(KeyTags.MACHINE_ID, "unknown");
            tags.put(KeyTags.NODE_AUTHID, authid);
            tags.put(KeyTags.CLUSTER_IP, "127.0.0.1");
            return new Owner("Crossbar.io node %s key", tags);
        }
    }

    /** {@code x.pub} for {@code x.priv}; else the name with {@code .pub} behind it. */
    public static Path publicFile(Path privateFile) {
        String name = String.valueOf(privateFile.getFileName());
        String stem = name.endsWith(".priv") ? name.substring(0, name.length() - ".priv".length()) : name;
        return privateFile.resolveSibling(stem + ".pub");
    }

    /**
     * Writes both files.
     *
     * @param createdAt ISO-8601
     * @throws CliFailure when one of them is there and is to be kept, or cannot be written
     */
    public static void write(Path privateFile, SigningKey key, Owner owner, String createdAt, Existing existing) {
        Path publicFile = publicFile(privateFile);
        if (existing == Existing.KEEP) {
            requireAbsent(privateFile);
            requireAbsent(publicFile);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KeyTags.CREATOR, "weft");
        tags.put(KeyTags.CREATED_AT, createdAt);
        tags.putAll(owner.tags());
        tags.put(KeyTags.PUBLIC_KEY, key.publicKeyHex());
        Map<String, String> secret = new LinkedHashMap<>(tags);
        secret.put(KeyTags.PRIVATE_KEY, key.seedHex());
        KeyText privateText = new KeyText(owner.title().formatted("private") + " - KEEP THIS SAFE!", secret);
        KeyText publicText = new KeyText(owner.title().formatted("public"), tags);
        try {
            Files.createDirectories(privateFile.toAbsolutePath().getParent());
            put(privateFile, privateText, PRIVATE, existing);
            put(publicFile, publicText, PUBLIC, existing);
        } catch (FileAlreadyExistsException raced) {
            throw isThere(Path.of(raced.getFile()));
        } catch (IOException failure) {
            throw CliFailure.of(
                    "cannot write " + privateFile + ": " + reason(failure), "Check the folder and its permissions.");
        }
    }

    /** The key alone; fails as {@link #readHolder} does. */
    public static SigningKey read(Path privateFile) {
        return readHolder(privateFile).key();
    }

    /**
     * A key and whose it is.
     *
     * @param userId by which a master knows its holder; {@code superuser} where the file does not say. Our master goes by the key
     *     alone, an original cannot do without a name
     */
    public record Holder(SigningKey key, String userId) {}

    /** @throws CliFailure when the file is missing, holds no private key, or can be read by others */
    public static Holder readHolder(Path privateFile) {
        String text = "";
        try {
            if (Files.size(privateFile) <= LARGEST) {
                text = Files.readString(privateFile);
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(privateFile));
            if (!mode.endsWith("------")) {
                throw CliFailure.of(
                        "the key file " + privateFile + " can be read by others", "Run: chmod 600 " + privateFile);
            }
        } catch (NoSuchFileException missing) {
            throw CliFailure.of(
                    "there is no key file " + privateFile,
                    "Start a fabric with: weft up DIR (from this folder or one above it). Or give the key of another fabric with --key;"
                            + " weft keys generate makes one.");
        } catch (IOException failure) {
            throw CliFailure.of(
                    "cannot read the key file " + privateFile + ": " + reason(failure),
                    "It must be a file that you may read; give another with --key.");
        }
        try {
            KeyText parsed = KeyText.parse(text, KeyTags.OF_ANY_KEY);
            return new Holder(parsed.signingKey(), parsed.tags().getOrDefault(KeyTags.USER_ID, "superuser"));
        } catch (KeyText.Malformed malformed) {
            throw CliFailure.of(
                    privateFile + " holds no Ed25519 private key: " + malformed.getMessage(),
                    "Restore the file, or make a new key with: weft keys generate");
        }
    }

    private static void requireAbsent(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw isThere(file);
        }
    }

    private static CliFailure isThere(Path file) {
        return CliFailure.of(file + " is there already", "Choose another name with --out, or replace it with --force.");
    }

    private static void put(Path file, KeyText text, Set<PosixFilePermission> mode, Existing existing)
            throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "." + file.getFileName(),
                ".new",
                PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.writeString(fresh, text.text());
        Files.setPosixFilePermissions(fresh, mode);
        if (existing == Existing.OVERWRITE) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            // Unlike a move, a link fails where a file came up since we looked.
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException raced) {
            throw new FileAlreadyExistsException(file.toString());
        } finally {
            Files.delete(fresh);
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof FileAlreadyExistsException
                ? "a file is in the way"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
