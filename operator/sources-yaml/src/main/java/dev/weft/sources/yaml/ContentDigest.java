package dev.weft.sources.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over the names and contents of files, each read up to a bound. */
public final class ContentDigest {

    private static final String ALGORITHM = "SHA-256";

    private final MessageDigest digest;
    private final int mostBytes;

    /** @param mostBytes of each file; what comes after does not count */
    ContentDigest(int mostBytes) {
        this.mostBytes = mostBytes;
        try {
            this.digest = MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }

    /**
     * Of the files in the folders in a folder, as secrets are laid out ({@code name/key}).
     *
     * @param mostBytes of each file
     */
    public static String ofTwoLevels(Path folder, int mostBytes) {
        ContentDigest digest = new ContentDigest(mostBytes);
        int left = Limits.DEFAULT.files();
        for (Path name : entries(folder)) {
            for (Path file : entries(name)) {
                if (Files.isRegularFile(file) && left-- > 0) {
                    digest.add(file);
                }
            }
        }
        return digest.value();
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().limit(Limits.DEFAULT.files()).toList();
        } catch (IOException | UncheckedIOException vanished) {
            return List.of();
        }
    }

    /** Takes in one file, and returns how many bytes it had; a file that cannot be read counts by its name alone. */
    long add(Path file) {
        text(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes);
            text(String.valueOf(bytes.length));
            digest.update(bytes);
            return bytes.length;
        } catch (IOException unreadable) {
            text("unreadable");
            return 0;
        }
    }

    /** Takes in a text. */
    void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** Hexadecimal. */
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
