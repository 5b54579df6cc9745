package dev.weft.fabric.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where SQLite's driver unpacks its library: in the master's own folder. In the system's, each master that is killed would leave a
 * megabyte behind for good.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PLACE = "org.sqlite.tmpdir";
    private static final String FOLDER = "native";

    private NativeLibrary() {}

    /**
     * Before the driver is used first. What was said with {@code -Dorg.sqlite.tmpdir}, or for a folder that is open already, stays.
     *
     * @param folder locked: nobody else uses what is in it
     */
    static void unpackInto(Path folder) {
        Path place = folder.resolve(FOLDER);
        try {
            removeLeft(place);
            if (System.getProperty(PLACE) == null) {
                Files.createDirectories(place);
                System.setProperty(PLACE, place.toAbsolutePath().toString());
            }
        } catch (IOException e) {
            LOG.debug("SQLite's library is unpacked where the system keeps temporary files: {}", e.toString());
        }
    }

    /** What a master that was killed has left. One that is still loaded stays so without its file. */
    private static void removeLeft(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, "sqlite-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
