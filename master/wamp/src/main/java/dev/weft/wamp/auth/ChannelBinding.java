package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a cryptosign client signs when it asked for channel binding and the transport has a channel id. As the challenge is only combined
 * with that by XOR, it holds off who passes a login on as it is, and not who chooses the challenge as well; SCRAM's binding does both.
 */
public enum ChannelBinding {
    /** The challenge XOR the channel id, as the specification says. */
    STRICT,
    /** That, or for {@code tls-unique} the challenge alone: nodes of Crossbar.io ask for it but sign the raw challenge. */
    RAW_ACCEPTED;

    static final String TLS_UNIQUE = "tls-unique";
    static final String TLS_EXPORTER = "tls-exporter";

    /**
     * False where a client and a router that agreed on it would not sign the same. Without TLS {@code tls-unique} binds to nothing, as
     * Crossbar.io and the Autobahn clients have it, and nodes of theirs ask for it on any connection.
     */
    boolean isAvailable(String type, LinkInfo link) {
        return link.channelIds().containsKey(type)
                || (type.equals(TLS_UNIQUE) && (this == RAW_ACCEPTED || !link.secure()));
    }

    /** The 32 bytes to sign; the challenge itself where the transport has no such channel id. */
    static byte[] bind(byte[] challenge, @Nullable String type, LinkInfo link) {
        byte[] channelId = type == null ? null : link.channelIds().get(type);
        if (channelId == null) {
            return challenge;
        }
        byte[] bound = challenge.clone();
        for (int i = 0; i < bound.length && i < channelId.length; i++) {
            bound[i] ^= channelId[i];
        }
        return bound;
    }
}
