package dev.weft.router.session;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;

/** Attributes by which receivers know what a payload is that the router does not look into (WAMP, "Payload Passthru Mode"). */
public final class Passthru {

    private static final String[] ATTRIBUTES = {
        Options.PPT_SCHEME, Options.PPT_SERIALIZER, Options.PPT_CIPHER, Options.PPT_KEYID
    };

    private Passthru() {}

    /** Whether the options of a message say that its payload is to be passed on as it is. */
    public static boolean isAsked(Dict options) {
        String scheme = options.string(Options.PPT_SCHEME);
        return scheme != null && !scheme.isEmpty();
    }

    /** The details with the attributes that the options have. */
    public static Dict copy(Dict options, Dict details) {
        if (options.isEmpty() || !isAsked(options)) {
            return details;
        }
        Dict all = details;
        for (String attribute : ATTRIBUTES) {
            String value = options.string(attribute);
            if (value != null) {
                all = all.with(attribute, value);
            }
        }
        return all;
    }
}
