package dev.weft.fabric.access;

import dev.weft.fabric.MasterFailure;
import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The public keys that may do everything, read from key files at start. */
public final class Superusers {

    /** The authid that every superuser gets, whatever it asked for. */
    public static final String AUTHID = "superuser";

    private static final long MOST_BYTES = 64 * 1024;

    private final Set<String> keys;

    private Superusers(Set<String> keys) {
        this.keys = Set.copyOf(keys);
    }

    /** Superusers with these keys, each 64 lower-case hex digits. */
    public static Superusers of(Set<String> keys) {
        return new Superusers(keys);
    }

    /** @throws MasterFailure for a file that cannot be read or names no key */
    public static Superusers read(List<Path> files) {
        Set<String> keys = new LinkedHashSet<>();
        for (Path file : files) {
            keys.add(readKey(file));
        }
        return new Superusers(keys);
    }

    private static String readKey(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MasterFailure("superuser key file " + file + " is larger than a key file can be");
            }
            return KeyText.parse(Files.readString(file), KeyTags.OF_ANY_KEY)
                    .publicKey()
                    .orElseThrow(
                            () -> new MasterFailure("superuser key file " + file + " has no line that begins with '"
                                    + KeyTags.PUBLIC_KEY + ":': 'weft keys generate' writes such files"));
        } catch (KeyText.Malformed malformed) {
            throw new MasterFailure("superuser key file " + file + ": " + malformed.getMessage());
        } catch (IOException unreadable) {
            throw new MasterFailure("cannot read the superuser key file " + file + ": " + unreadable, unreadable);
        }
    }

    public boolean contains(String pubkey) {
        return keys.contains(pubkey);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
