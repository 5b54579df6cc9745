package dev.weft.cli.context;

import dev.weft.cli.CliFailure;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code .weft/context.json}: how later commands find the fabric that {@code weft up} runs. It is written to the folder where
 * {@code up} was started, is looked for there and in the folders above the working directory, and is removed when {@code up} ends.
 *
 * @param url of the master
 * @param keyFile the private key of the superuser, absolute
 * @param pid process id of {@code weft up}
 * @param data the folder of the fabric, absolute
 */
public record ContextFile(String url, Path keyFile, long pid, Path data) {

    /** The folder that {@code up} keeps its things in, below the working directory. */
    public static final String FOLDER = ".weft";

    private static final String NAME = "context.json";
    private static final int FORMAT = 1;
    private static final int LARGEST = 64 * 1024;

    /** Where it is for fabrics that are started in this folder. */
    public static Path in(Path folder) {
        return folder.resolve(FOLDER).resolve(NAME);
    }

    /** The nearest one: in this folder or one above it. */
    public static Optional<Path> findFrom(Path folder) {
        for (Path here = folder.toAbsolutePath().normalize(); here != null; here = here.getParent()) {
            if (Files.isRegularFile(in(here))) {
                return Optional.of(in(here));
            }
        }
        return Optional.empty();
    }

    /** @throws CliFailure when it cannot be read */
    public static ContextFile read(Path file) {
        try {
            if (Files.size(file) <= LARGEST
                    && JsonText.read(Files.readAllBytes(file)) instanceof Map<?, ?> map
                    && map.get("url") instanceof String url
                    && map.get("key") instanceof String key
                    && map.get("pid") instanceof Long pid
                    && map.get("data") instanceof String data) {
                return new ContextFile(url, Path.of(key), pid, Path.of(data));
            }
        } catch (IOException unreadable) {
            throw CliFailure.of(
                    "cannot read " + file + ": " + unreadable.getMessage(), "Remove it, or give --fabric-url.");
        } catch (JsonText.Malformed damaged) {
            throw CliFailure.of(file + " is damaged: " + damaged.getMessage(), "Remove it, or give --fabric-url.");
        }
        throw CliFailure.of(file + " is damaged", "Remove it, or give --fabric-url.");
    }

    /** Whether the {@code weft up} that wrote it still runs. */
    public boolean isRunning() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("url", url);
        tree.put("key", keyFile.toString());
        tree.put("pid", pid);
        tree.put("data", data.toString());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("." + NAME + ".new");
        Files.writeString(fresh, JsonText.pretty(tree) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
