package dev.weft.engine.secret;

import java.util.Optional;

/** Where secrets come from: a folder, the environment, Kubernetes. */
@FunctionalInterface
public interface SecretSource {

    /** Knows no secret. */
    SecretSource NONE = ref -> Optional.empty();

    /** The value, read when it is needed. */
    Optional<String> find(SecretRef ref);

    /** The keyed fingerprint of the value. */
    default Optional<String> fingerprint(SecretRef ref, FingerprintKey key) {
        return find(ref).map(key::fingerprint);
    }

    /** What to do when it is missing, as an imperative. */
    default String remedy(SecretRef ref) {
        return "make it known to whoever reconciles";
    }
}
