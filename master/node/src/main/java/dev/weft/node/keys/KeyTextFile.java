package dev.weft.node.keys;

import dev.weft.node.NodeFailure;
import dev.weft.wamp.auth.KeyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Reads a key or activation file. */
final class KeyTextFile {

    private static final long MOST_BYTES = 64 << 10;

    private KeyTextFile() {}

    /** @throws NodeFailure naming file and line; never a value, since that may be a secret */
    static KeyText read(Path file, Set<String> allowed) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NodeFailure(
                        file + " has more than " + MOST_BYTES + " bytes; it is no key or activation file");
            }
            return KeyText.parse(Files.readString(file), allowed);
        } catch (KeyText.Malformed malformed) {
            throw new NodeFailure(file + ", " + malformed.getMessage());
        } catch (IOException failure) {
            throw new NodeFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
