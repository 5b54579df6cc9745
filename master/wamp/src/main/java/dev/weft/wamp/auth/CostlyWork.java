package dev.weft.wamp.auth;

/** Where keys are derived from passwords: an executor of the process, whose threads may be busy for seconds. Never a link's thread. */
@FunctionalInterface
public interface CostlyWork {

    /** Runs the task, soon and on another thread. May throw where there is too much to do already. */
    void start(Runnable task);
}
