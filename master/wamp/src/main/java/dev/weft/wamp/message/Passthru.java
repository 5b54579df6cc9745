package dev.weft.wamp.message;

import org.jspecify.annotations.Nullable;

/**
 * What receivers have to know of a payload that routers do not look into (WAMP, "Payload Passthru Mode"). It travels in the options or
 * details of the message that carries the payload.
 *
 * @param scheme {@code wamp}, {@code mqtt}, or {@code x_} and a name of one's own
 * @param serializer what the bytes are written in: {@code cbor}, {@code json}, …; null: as the scheme has it
 * @param cipher what they are encrypted with; null: they are not
 * @param keyid which key that was, as sender and receiver agreed; null: none
 */
public record Passthru(
        String scheme,
        @Nullable String serializer,
        @Nullable String cipher,
        @Nullable String keyid) {

    public Passthru {
        if (scheme.isEmpty()) {
            throw new IllegalArgumentException("a payload that is passed through has a scheme: wamp, mqtt or x_…");
        }
    }

    /** Not encrypted. */
    public static Passthru of(String scheme, @Nullable String serializer) {
        return new Passthru(scheme, serializer, null, null);
    }

    /** The options with the attributes of this payload; the options themselves where it has none. */
    public static Dict mark(Dict options, Payload payload) {
        Passthru attributes = payload.passthru();
        return attributes == null ? options : attributes.into(options);
    }

    /** The payload with the attributes that the details have. */
    public static Payload read(Payload payload, Dict details) {
        String scheme = details.string(Options.PPT_SCHEME);
        return scheme == null || scheme.isEmpty()
                ? payload
                : payload.with(new Passthru(
                        scheme,
                        details.string(Options.PPT_SERIALIZER),
                        details.string(Options.PPT_CIPHER),
                        details.string(Options.PPT_KEYID)));
    }

    private Dict into(Dict options) {
        Dict all = options.with(Options.PPT_SCHEME, scheme);
        all = serializer == null ? all : all.with(Options.PPT_SERIALIZER, serializer);
        all = cipher == null ? all : all.with(Options.PPT_CIPHER, cipher);
        return keyid == null ? all : all.with(Options.PPT_KEYID, keyid);
    }
}
