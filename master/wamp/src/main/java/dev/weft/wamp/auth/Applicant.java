package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks to be let in.
 *
 * @param hello what the client said
 * @param link the way on which it came
 * @param session the id that its session will have; 0 where nobody knows yet, as for a HELLO without a realm
 */
public record Applicant(Hello hello, LinkInfo link, long session) {

    /** One whose session has no id yet. */
    public static Applicant of(Hello hello, LinkInfo link) {
        return new Applicant(hello, link, 0);
    }

    /** Whom it says it is, or null. */
    public @Nullable String authid() {
        return hello.details().string("authid");
    }

    /** What its method needs to know. */
    public Dict authextra() {
        return hello.details().dict("authextra");
    }
}
