package dev.weft.config.realm;

/** What calls are answered that end without an answer, where the WAMP specification and Crossbar.io differ. */
public enum CallRules {
    WAMP,
    CROSSBAR
}
