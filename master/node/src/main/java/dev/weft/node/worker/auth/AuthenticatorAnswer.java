package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.WampCraSecret;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The principal that an authenticator procedure answers with: a role as a text, or a dictionary.
 *
 * @param principal without credentials
 * @param fields all that it answered: secrets may be in there
 */
record AuthenticatorAnswer(Principal principal, Dict fields) {

    private static final long MOST_ITERATIONS = 10_000_000;
    private static final long MOST_KEYLEN = 128;

    /** @throws ApplicationError for an answer that is no principal */
    static AuthenticatorAnswer of(Payload answer, Applicant applicant) {
        Dict fields = fields(answer.argument(0));
        String authid = fields.has("authid") ? fields.string("authid") : applicant.authid();
        String role = fields.string("role");
        if (authid == null || authid.isEmpty()) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_PRINCIPAL, "no authid assigned");
        }
        // What is trusted is part of the router: nobody comes in from outside as that.
        if (role == null || role.isEmpty() || role.equals(ServiceSessions.TRUSTED)) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_ROLE, "no authrole assigned");
        }
        Principal principal =
                new Principal(fields.string("realm"), authid, role, "dynamic", fields.dict("extra"), List.of());
        return new AuthenticatorAnswer(principal, fields);
    }

    @SuppressWarnings("unchecked")
    private static Dict fields(@Nullable Object answer) {
        if (answer instanceof String role) {
            return Dict.of("role", role);
        }
        if (answer instanceof Map<?, ?> map) {
            return Dict.of((Map<String, @Nullable Object>) map);
        }
        throw unusable("is neither a role nor a principal");
    }

    private static ApplicationError unusable(String why) {
        return ApplicationError.of(ErrorUri.AUTHENTICATION_FAILED, "the answer of the dynamic authenticator " + why);
    }

    Principal with(List<String> credentials) {
        return new Principal(
                principal.realm(),
                principal.authid(),
                principal.authrole(),
                principal.authprovider(),
                principal.authextra(),
                credentials);
    }

    /** The keys for {@code cryptosign}. */
    Principal withKeys() {
        List<String> keys = new ArrayList<>();
        if (fields.string("pubkey") != null) {
            keys.add(String.valueOf(fields.string("pubkey")).toLowerCase(Locale.ROOT));
        }
        List<@Nullable Object> more = fields.list("authorized_keys");
        if (more != null) {
            more.forEach(key -> keys.add(String.valueOf(key).toLowerCase(Locale.ROOT)));
        }
        if (keys.isEmpty()) {
            throw unusable("has no pubkey");
        }
        return with(keys);
    }

    WampCraSecret wampcra() {
        String secret = fields.string("secret");
        if (secret == null || secret.isEmpty()) {
            throw unusable("has no secret");
        }
        String salt = fields.string("salt");
        return new WampCraSecret(
                secret,
                salt == null
                        ? null
                        : Proofs.salting(salt, number("iterations", MOST_ITERATIONS), number("keylen", MOST_KEYLEN)));
    }

    ScramKeys scram() {
        String kdf = fields.string("kdf");
        String salt = fields.string("salt");
        String storedKey = fields.string("stored-key");
        String serverKey = fields.string("server-key");
        Long iterations = fields.integer("iterations");
        Long memory = fields.integer("memory");
        if (kdf == null || salt == null || storedKey == null || serverKey == null || iterations == null) {
            throw unusable("lacks one of kdf, salt, iterations, stored-key and server-key");
        }
        try {
            return new WrittenScramKeys(kdf, salt, iterations, memory == null ? 0 : memory, storedKey, serverKey)
                    .read();
        } catch (IllegalArgumentException invalid) {
            throw unusable("has SCRAM keys that are none");
        }
    }

    private @Nullable Integer number(String key, long most) {
        Long number = fields.integer(key);
        if (number != null && (number < 1 || number > most)) {
            throw unusable("has '" + key + "' out of range");
        }
        return number == null ? null : number.intValue();
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "AuthenticatorAnswer[" + principal + "]";
    }
}
