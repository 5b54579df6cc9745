package dev.weft.controller.setup;

/** Why setup ended: what, where, and what to do. */
final class SetupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SetupFailure(String message) {
        super(message);
    }
}
