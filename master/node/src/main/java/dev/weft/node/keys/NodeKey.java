package dev.weft.node.keys;

import dev.weft.wamp.auth.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * A node's identity.
 *
 * @param signing the private key
 * @param authid what the node wishes to be called, from the key file
 * @param clusterIp where other nodes reach this one, from the key file
 * @param ethereumAddress of a key file that Crossbar.io wrote; else null
 */
public record NodeKey(
        SigningKey signing,
        String authid,
        String clusterIp,
        @Nullable String ethereumAddress) {

    /** 64 lower-case hex characters. */
    public String publicKey() {
        return signing.publicKeyHex();
    }
}
