package dev.weft.cli.key;

import dev.weft.cli.CliFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A private key file and the public one beside it, as Crossbar.io writes them: a title, an empty line, then {@code tag: value}
 * lines. The private file can be read by its owner only; both are complete or not there.
 */
public final class KeyFile {

    private static final String PUBLIC_TAG = "public-key-ed25519";
    private static final String PRIVATE_TAG = "private-key-ed25519";
    private static final Pattern HEX_KEY = Pattern.compile("[0-9a-f]{64}");
    private static final int LARGEST = 16 * 1024;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    private KeyFile() {}

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
            return new Owner("Crossbar.io user %s key", Map.of("user-id", id));
        }

        /** A node. */
        public static Owner node(String authid) {
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put("machine-id", "unknown");
            tags.put("node-authid", authid);
            tags.put("node-cluster-ip", "127.0.0.1");
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
    public static void write(Path privateFile, Ed25519Pair pair, Owner owner, String createdAt, Existing existing) {
        Path publicFile = publicFile(privateFile);
        if (existing == Existing.KEEP) {
            requireAbsent(privateFile);
            requireAbsent(publicFile);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("creator", "weft");
        tags.put("created-at", createdAt);
        tags.putAll(owner.tags());
        tags.put(PUBLIC_TAG, pair.publicKey());
        Map<String, String> secret = new LinkedHashMap<>(tags);
        secret.put(PRIVATE_TAG, pair.seed());
        try {
            Files.createDirectories(privateFile.toAbsolutePath().getParent());
            put(privateFile, owner.title().formatted("private") + " - KEEP THIS SAFE!", secret, PRIVATE);
            put(publicFile, owner.title().formatted("public"), tags, PUBLIC);
        } catch (IOException failure) {
            throw CliFailure.of(
                    "cannot write " + privateFile + ": " + reason(failure), "Check the folder and its permissions.");
        }
    }

    /** @throws CliFailure when the file is missing, holds no private key, or can be read by others */
    public static Ed25519Pair read(Path privateFile) {
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
            throw CliFailure.of("cannot read the key file " + privateFile + ": " + reason(failure), "");
        }
        Map<String, String> tags = tags(text);
        String publicKey = tags.getOrDefault(PUBLIC_TAG, "");
        String seed = tags.getOrDefault(PRIVATE_TAG, "");
        if (!HEX_KEY.matcher(publicKey).matches() || !HEX_KEY.matcher(seed).matches()) {
            throw CliFailure.of(
                    privateFile + " holds no Ed25519 private key",
                    "It must have the lines '" + PUBLIC_TAG + ": …' and '" + PRIVATE_TAG + ": …', 64 hex digits each.");
        }
        return new Ed25519Pair(publicKey, seed);
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                tags.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 2).strip());
            }
        });
        return tags;
    }

    private static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw CliFailure.of(
                    file + " is there already", "Choose another name with --out, or replace it with --force.");
        }
    }

    private static void put(Path file, String title, Map<String, String> tags, Set<PosixFilePermission> mode)
            throws IOException {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        tags.forEach((tag, value) -> text.append(tag).append(": ").append(value).append('\n'));
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(fresh, mode);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String reason(IOException failure) {
        return failure instanceof FileAlreadyExistsException
                ? "a file is in the way"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
