package dev.weft.router.dealer;

import org.jspecify.annotations.Nullable;

/** Which of several callees gets a call (WAMP, "Shared Registration"). */
public enum InvocationPolicy {
    SINGLE("single"),
    FIRST("first"),
    LAST("last"),
    ROUNDROBIN("roundrobin"),
    RANDOM("random");

    private final String text;

    InvocationPolicy(String text) {
        this.text = text;
    }

    /** The name in options. */
    public String text() {
        return text;
    }

    /** The policy with this name; single for null; null where there is none of that name. */
    public static @Nullable InvocationPolicy of(@Nullable Object text) {
        if (text == null) {
            return SINGLE;
        }
        for (InvocationPolicy policy : values()) {
            if (policy.text.equals(text)) {
                return policy;
            }
        }
        return null;
    }
}
