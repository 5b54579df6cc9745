package dev.weft.node.worker.cookie;

import dev.weft.wamp.serializer.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who has logged in with a cookie at hand, and is let in again with it until then. No more is kept than that takes.
 *
 * @param stamp of what the transport knew then; see {@link AuthStamp}
 * @param expires when the browser forgets the cookie, too
 */
record Login(Who who, String stamp, Instant expires) {

    /** Whom the session is told to be. */
    record Who(String realm, String authid, String authrole) {

        /** How much of a file it takes: an authenticator of the user's may answer with names of any length. */
        int bytes() {
            return JsonText.line(List.of(realm, authid, authrole)).getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
