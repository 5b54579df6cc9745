package dev.weft.node.worker.cookie;

import dev.weft.config.auth.TransportAuth;
import dev.weft.config.schema.Blocks;
import dev.weft.wamp.serializer.JsonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a transport's {@code auth} is still what it was when somebody logged in. The cookie goes into the digest: who sees the
 * store could else try out tickets and secrets on it.
 */
final class AuthStamp {

    private final String auth;

    private AuthStamp(String auth) {
        this.auth = auth;
    }

    static AuthStamp of(TransportAuth auth) {
        return new AuthStamp(JsonText.line(sorted(Blocks.toTree(auth))));
    }

    /** For a login with this cookie. */
    String with(String cookie) {
        return Sha256Text.of(cookie + "\n" + auth);
    }

    private static @Nullable Object sorted(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), sorted(value)));
            return sorted;
        }
        return tree instanceof List<?> list
                ? list.stream().map(AuthStamp::sorted).toList()
                : tree;
    }
}
