package dev.weft.wamp.auth;

import dev.weft.wamp.auth.WampCraSecret.Salting;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The computations of WAMP-CRA (specification, "Challenge Response Authentication"). */
final class WampCraSignature {

    private WampCraSignature() {}

    /** What salting makes of a password: the secret of the router's side. */
    static String derive(String password, Salting salting) {
        byte[] key = KeyDerivation.pbkdf2(
                password.getBytes(StandardCharsets.UTF_8),
                salting.salt().getBytes(StandardCharsets.UTF_8),
                salting.iterations(),
                salting.keylen());
        return Base64.getEncoder().encodeToString(key);
    }

    static String of(String secret, String challenge) {
        byte[] code = Sha256.hmac(secret.getBytes(StandardCharsets.UTF_8), challenge.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(code);
    }
}
