package dev.weft.engine.apply;

import dev.weft.engine.path.ObjectPath;

/** What the executor wants done now; the reply comes back under the same id. */
public sealed interface Request {

    long id();

    /** A change. */
    record Invoke(long id, Command command) implements Request {}

    /** A look at one object. */
    record Observe(long id, ObjectPath path) implements Request {}
}
