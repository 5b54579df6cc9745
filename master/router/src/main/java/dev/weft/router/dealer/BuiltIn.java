package dev.weft.router.dealer;

import dev.weft.router.session.Member;
import dev.weft.wamp.message.Payload;

/** A procedure that the router answers itself. */
@FunctionalInterface
public interface BuiltIn {

    /** Throws {@link dev.weft.wamp.error.ApplicationError} to answer with ERROR. */
    Payload answer(Member caller, Payload arguments);
}
