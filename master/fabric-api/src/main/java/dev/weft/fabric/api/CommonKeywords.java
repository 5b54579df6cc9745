package dev.weft.fabric.api;

import java.util.List;

/** Keywords that every procedure of a master of ours accepts; consumed by the master and never forwarded to a node. */
public final class CommonKeywords {

    /** Digest of the object that the caller has read; another one now refuses the call. */
    public static final String IF_MATCH = "weft_if_match";
    /** A growing number: a call with a smaller one than was seen is refused. */
    public static final String FENCE = "weft_fence";
    /** A text chosen by the caller: the same call with the same key is carried out once. */
    public static final String IDEMPOTENCY_KEY = "weft_idempotency_key";

    static final List<Argument> ALL =
            Argument.parse("*weft_if_match:string?, *weft_fence:integer?, *weft_idempotency_key:string?");

    private CommonKeywords() {}

    static boolean isCommon(String name) {
        return name.equals(IF_MATCH) || name.equals(FENCE) || name.equals(IDEMPOTENCY_KEY);
    }
}
