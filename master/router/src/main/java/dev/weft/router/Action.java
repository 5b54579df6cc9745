package dev.weft.router;

/** What a permission allows. */
public enum Action {
    CALL,
    REGISTER,
    PUBLISH,
    SUBSCRIBE
}
