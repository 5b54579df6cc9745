package dev.weft.node.controller;

import java.util.concurrent.CompletionStage;

/** Whether a master can call what is registered here. Implemented by the uplink. */
@FunctionalInterface
public interface Reach {

    /**
     * Completes when the master can call all that is registered here now, or after a bounded wait, or at once where there is no
     * master. Never fails.
     */
    CompletionStage<Void> whenExported();
}
