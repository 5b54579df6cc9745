package dev.weft.config.realm;

/** How a uri is compared. */
public enum UriMatch {
    EXACT,
    PREFIX,
    WILDCARD
}
