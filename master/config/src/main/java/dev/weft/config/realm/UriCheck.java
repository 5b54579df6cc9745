package dev.weft.config.realm;

/** How strictly uris are checked (WAMP specification, "URIs"). */
public enum UriCheck {
    STRICT,
    LOOSE
}
