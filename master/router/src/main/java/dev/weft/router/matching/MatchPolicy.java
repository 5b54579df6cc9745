package dev.weft.router.matching;

import org.jspecify.annotations.Nullable;

/** How a registration, subscription or permission compares its uri with others (WAMP, "Pattern-based Subscriptions"). */
public enum MatchPolicy {
    EXACT("exact"),
    PREFIX("prefix"),
    WILDCARD("wildcard");

    private final String text;

    MatchPolicy(String text) {
        this.text = text;
    }

    /** The name in options. */
    public String text() {
        return text;
    }

    /** The policy with this name; exact for null; null where WAMP has none of that name. */
    public static @Nullable MatchPolicy of(@Nullable Object text) {
        if (text == null || EXACT.text.equals(text)) {
            return EXACT;
        }
        return PREFIX.text.equals(text) ? PREFIX : WILDCARD.text.equals(text) ? WILDCARD : null;
    }
}
