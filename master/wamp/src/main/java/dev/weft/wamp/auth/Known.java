package dev.weft.wamp.auth;

/**
 * A principal and what proves it, for methods whose proof is more than one of a list of texts.
 *
 * @param principal has no credentials of its own
 */
public record Known<C>(Principal principal, C credential) {

    /** Leaves the credential out. */
    @Override
    public String toString() {
        return "Known[" + principal + "]";
    }
}
