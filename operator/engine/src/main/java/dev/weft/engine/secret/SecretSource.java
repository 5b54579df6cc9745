package dev.weft.engine.secret;

import java.util.Optional;

/** Where secrets come from: a folder, the environment, Kubernetes. */
public interface SecretSource {

    /** Knows no secret. */
    SecretSource NONE = new SecretSource() {
        @Override
        public Optional<String> find(SecretRef ref) {
            return Optional.empty();
        }

        @Override
        public Optional<String> fingerprint(SecretRef ref) {
            return Optional.empty();
        }
    };

    /** The value, read when it is needed. */
    Optional<String> find(SecretRef ref);

    /** A keyed fingerprint (HMAC) of the value: the same for the same value, and telling nothing about it. */
    Optional<String> fingerprint(SecretRef ref);

    /** What to do when it is missing, as an imperative. */
    default String remedy(SecretRef ref) {
        return "make it known to whoever reconciles";
    }
}
