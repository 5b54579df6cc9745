package dev.weft.cli.secret;

import dev.weft.cli.CliFailure;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import java.util.Optional;

/** Secrets for what goes on: one that cannot be read is as one that is missing, until it can be read again. */
public final class ReadableSecrets implements SecretSource {

    private final SecretSource secrets;

    public ReadableSecrets(SecretSource secrets) {
        this.secrets = secrets;
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        try {
            return secrets.find(ref);
        } catch (CliFailure unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String remedy(SecretRef ref) {
        return secrets.remedy(ref);
    }
}
