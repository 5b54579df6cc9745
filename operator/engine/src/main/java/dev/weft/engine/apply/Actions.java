package dev.weft.engine.apply;

import java.util.concurrent.CompletionStage;

/** Changes a fabric; the gateway is one, the simulated fabric of the tests another. */
public interface Actions {

    /** Performs one command. The stage always completes with a value: {@code Done}, {@code Failed} or {@code NoAnswer}. */
    CompletionStage<Reply> perform(Command command);
}
