package dev.weft.controller.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who answers {@code /hooks/…}. Called on the threads of http; reads the body itself, and no more of it than it can bear. */
@FunctionalInterface
public interface Hooks {

    /** There are none. */
    Hooks NONE = call -> new Reply(404, "there is nothing here");

    Reply answer(Call call) throws IOException;

    /**
     * What is asked.
     *
     * @param path behind {@code /hooks/}
     * @param headers gives the value of a header, or null
     */
    record Call(String path, String method, UnaryOperator<@Nullable String> headers, InputStream body) {}

    /** What is answered. */
    record Reply(int status, String text) {}
}
