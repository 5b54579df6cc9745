package dev.weft.fabric;

import org.jspecify.annotations.Nullable;

/** The master cannot start or go on. The message names the place and the remedy, for the person at the terminal. */
public final class MasterFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MasterFailure(String message) {
        this(message, null);
    }

    public MasterFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
