package dev.weft.wamp.client;

/** Hears of application code that failed where nobody else can be told. */
@FunctionalInterface
public interface HandlerFailures {

    /** @param where for people: which handler it was */
    void handlerFailed(String where, Throwable failure);
}
