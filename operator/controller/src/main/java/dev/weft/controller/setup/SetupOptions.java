package dev.weft.controller.setup;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param namespace where the key's Secret is
 * @param keySecret name of the Secret to make when it is missing
 * @param key its entry with the private key
 * @param crds folder of definitions to bring up to date
 */
record SetupOptions(String namespace, Optional<String> keySecret, String key, Optional<Path> crds) {

    static final String USAGE = "weft setup [--key-secret NAME [--key ENTRY]] [--crds FOLDER] [--namespace NAME]";

    private static final String DEFAULT_KEY = "admin.priv";

    /** @throws SetupFailure for a word that is not known or has no value */
    static SetupOptions parse(List<String> arguments, Map<String, String> environment) {
        String namespace = environment.getOrDefault("POD_NAMESPACE", "default");
        @Nullable String keySecret = null;
        @Nullable Path crds = null;
        String key = DEFAULT_KEY;
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            try {
                switch (word) {
                    case "--namespace" -> namespace = words.next();
                    case "--key-secret" -> keySecret = words.next();
                    case "--key" -> key = words.next();
                    case "--crds" -> crds = Path.of(words.next());
                    default -> throw new SetupFailure("unknown option " + word + "; use: " + USAGE);
                }
            } catch (NoSuchElementException missing) {
                throw new SetupFailure(word + " needs a value; use: " + USAGE);
            }
        }
        return new SetupOptions(namespace, Optional.ofNullable(keySecret), key, Optional.ofNullable(crds));
    }
}
