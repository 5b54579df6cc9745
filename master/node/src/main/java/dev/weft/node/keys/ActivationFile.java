package dev.weft.node.keys;

import dev.weft.wamp.auth.KeyTags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code key.activate}: written next to the keys by a master that paired the node by itself. Only the url in it counts. */
public final class ActivationFile {

    public static final String NAME = "key.activate";

    private ActivationFile() {}

    /**
     * The management url, or empty where there is no such file or it names none.
     *
     * @throws dev.weft.node.NodeFailure for a file with an unknown or repeated tag
     */
    public static Optional<String> managementUrl(Path cbdir) {
        Path file = cbdir.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String url = KeyTextFile.read(file, KeyTags.OF_ACTIVATION_FILE).tags().get(KeyTags.MANAGEMENT_URL);
        return Optional.ofNullable(url).filter(u -> !u.isEmpty() && !u.equals("unknown"));
    }
}
