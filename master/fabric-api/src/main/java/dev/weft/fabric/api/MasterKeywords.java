package dev.weft.fabric.api;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keywords that every procedure of a master may be called with: declared once, consumed by the master and never forwarded to a node.
 * One that the master does not act upon yet is refused with {@code crossbar.error.feature_unavailable}, not ignored: its caller relies
 * on it.
 */
public final class MasterKeywords {

    /** Digest of the object that the caller has read; another one now refuses the call. */
    public static final String IF_MATCH = "weft_if_match";
    /** A growing number: a call with a smaller one than was seen is refused. */
    public static final String FENCE = "weft_fence";
    /** A text chosen by the caller: the same call with the same key is carried out once. */
    public static final String IDEMPOTENCY_KEY = "weft_idempotency_key";

    static final List<Argument> ALL =
            Argument.parse("*weft_if_match:string?, *weft_fence:integer?, *weft_idempotency_key:string?");

    /** Those that a master of this version acts upon. */
    private static final Set<String> CONSUMED = Set.of();

    private MasterKeywords() {}

    static void refuseUnavailable(Set<String> given) {
        for (Argument keyword : ALL) {
            if (given.contains(keyword.name()) && !CONSUMED.contains(keyword.name())) {
                throw ApplicationError.of(
                        ErrorUri.FEATURE_UNAVAILABLE,
                        "the keyword '" + keyword.name() + "' is not available in this version",
                        Map.of("argument", keyword.name()));
            }
        }
    }
}
