package dev.weft.cli.secret;

import dev.weft.cli.CliFailure;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import dev.weft.sources.yaml.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code $(secret.name/key)} from the file {@code name/key} in a folder, else from the variable {@code WEFT_SECRET_NAME_KEY}
 * (upper case, everything but letters and digits as {@code _}). One line end at the end of a file is not part of the secret.
 */
public final class GivenSecrets implements SecretSource {

    private static final int LARGEST = 64 * 1024;

    private final Optional<Path> folder;
    private final Map<String, String> environment;

    public GivenSecrets(Optional<Path> folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw CliFailure.of(
                    "the folder of secrets " + path + " is not there", "Give an existing folder with --secrets.");
        });
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        return fromFolder(ref).or(() -> Optional.ofNullable(environment.get(variable(ref))));
    }

    @Override
    public String remedy(SecretRef ref) {
        return "put it into the file " + ref.name() + "/" + ref.key()
                + " of the folder given with --secrets, or into the variable " + variable(ref);
    }

    /** A digest of everything in a folder of secrets, to see whether it changed. It never leaves the process. */
    public static String digest(Path folder) {
        return ContentDigest.ofTwoLevels(folder, LARGEST);
    }

    /** The name of the variable that may hold it. */
    static String variable(SecretRef ref) {
        return "WEFT_SECRET_"
                + (ref.name() + "_" + ref.key()).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private Optional<String> fromFolder(SecretRef ref) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path root = folder.get().toAbsolutePath().normalize();
        Path file = root.resolve(ref.name()).resolve(ref.key()).normalize();
        try {
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                throw CliFailure.of("the secret file " + file + " is larger than " + LARGEST + " bytes", "");
            }
            String text = Files.readString(file);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException unreadable) {
            throw CliFailure.of(
                    "the secret file " + file + " cannot be read", "Check its permissions; it must be UTF-8.");
        }
    }
}
