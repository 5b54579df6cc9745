package dev.weft.wamp.client;

import org.jspecify.annotations.Nullable;

/** What CANCEL does (WAMP, "Call Canceling"). */
public enum CancelMode {
    /** The caller gets its ERROR at once; the callee is not told. */
    SKIP("skip"),
    /** The callee is told; the caller gets whatever it answers. */
    KILL("kill"),
    /** The callee is told; the caller gets its ERROR at once. */
    KILLNOWAIT("killnowait");

    private final String text;

    CancelMode(String text) {
        this.text = text;
    }

    /** The name in options. */
    public String text() {
        return text;
    }

    /** The mode with this name; killnowait for none or an unknown one, as options are read leniently. */
    public static CancelMode of(@Nullable String text) {
        return SKIP.text.equals(text) ? SKIP : KILL.text.equals(text) ? KILL : KILLNOWAIT;
    }
}
