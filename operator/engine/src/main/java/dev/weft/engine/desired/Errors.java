package dev.weft.engine.desired;

import dev.weft.model.Origin;

/** Takes what the checks of a worker find. */
@FunctionalInterface
interface Errors {

    void error(Origin origin, String subject, String message, String remedy);
}
