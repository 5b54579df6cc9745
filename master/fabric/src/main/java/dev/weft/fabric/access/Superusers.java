package dev.weft.fabric.access;

import dev.weft.fabric.MasterFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The public keys that may do everything, read from key files at start. */
public final class Superusers {

    /** The authid that every superuser gets, whatever it asked for. */
    public static final String AUTHID = "superuser";

    private static final String TAG = "public-key-ed25519:";
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
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
            for (String line : Files.readAllLines(file)) {
                if (line.strip().startsWith(TAG)) {
                    String key = line.strip().substring(TAG.length()).strip().toLowerCase(Locale.ROOT);
                    if (!KEY.matcher(key).matches()) {
                        throw new MasterFailure(
                                "superuser key file " + file + ": '" + TAG + "' must be followed by 64 hex digits");
                    }
                    return key;
                }
            }
            throw new MasterFailure("superuser key file " + file + " has no line that begins with '" + TAG
                    + "': 'weft keys generate' writes such files");
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
