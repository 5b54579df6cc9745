package dev.weft.fabric.store;

import dev.weft.fabric.MasterFailure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's library, which its driver unpacks before it is loaded: into the master's own folder. In the system's, each master that is
 * killed would leave a megabyte behind for good.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PLACE = "org.sqlite.tmpdir";
    private static final String FOLDER = "native";

    private NativeLibrary() {}

    /**
     * Loads it, once a process. Where {@code -Dorg.sqlite.tmpdir} says so, it is unpacked there.
     *
     * @param folder locked: nobody else uses what is in it
     * @throws MasterFailure where it cannot be loaded
     */
    static void load(Path folder) {
        Path place = folder.resolve(FOLDER);
        removeLeft(place);
        try {
            if (System.getProperty(PLACE) == null) {
                Files.createDirectories(place);
                System.setProperty(PLACE, place.toAbsolutePath().toString());
            }
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new MasterFailure(
                    "the library of SQLite cannot be loaded from " + System.getProperty(PLACE, place.toString()) + " ("
                            + e.getMessage()
                            + "): where programs may not be run from there, name another folder, with"
                            + " WEFT_JAVA_OPTS=-Dorg.sqlite.tmpdir=/path/to/folder",
                    e);
        }
    }

    /** What a master that was killed has left. */
    private static void removeLeft(Path place) {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, "sqlite-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{} is not cleared: {}", place, e.toString());
        }
    }
}
