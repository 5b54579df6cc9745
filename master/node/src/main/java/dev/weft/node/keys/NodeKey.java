package dev.weft.node.keys;

import org.jspecify.annotations.Nullable;

/**
 * A node's identity.
 *
 * @param publicKey Ed25519, 64 lower-case hex characters
 * @param seed the private key, 32 bytes. A secret
 * @param authid what the node wishes to be called, from the key file
 * @param clusterIp where other nodes reach this one, from the key file
 * @param ethereumAddress of a key file that Crossbar.io wrote; else null
 */
public record NodeKey(
        String publicKey,
        byte[] seed,
        String authid,
        String clusterIp,
        @Nullable String ethereumAddress) {

    /** Without the seed. */
    @Override
    public String toString() {
        return "node key " + publicKey + " (" + authid + ")";
    }
}
