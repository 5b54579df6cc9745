package dev.weft.config.schema;

/**
 * Something wrong in a tree.
 *
 * @param pointer JSON pointer (RFC 6901) into the tree that was read; empty for the whole
 * @param message what was expected and what came; never a secret
 * @param remedy what to do about it; may be empty
 */
public record Problem(String pointer, String message, String remedy) {

    /** The same problem seen from further out. */
    public Problem under(String outer) {
        return new Problem(outer + pointer, message, remedy);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "" : pointer + ": ") + message + (remedy.isEmpty() ? "" : ". " + remedy);
    }
}
