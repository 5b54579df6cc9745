package dev.weft.node;

import org.jspecify.annotations.Nullable;

/** Why a node could not start or read its folder. The message names the file or setting and what to do; it holds no secret. */
public final class NodeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NodeFailure(String message) {
        this(message, null);
    }

    public NodeFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
