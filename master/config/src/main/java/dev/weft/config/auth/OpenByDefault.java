package dev.weft.config.auth;

import dev.weft.config.schema.TreeRewrite;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes out what a transport without {@code auth} means: anybody joins with the role {@code anonymous}. */
public final class OpenByDefault implements TreeRewrite {

    @Override
    public Map<String, @Nullable Object> rewrite(Map<String, @Nullable Object> tree) {
        if (tree.get("auth") != null) {
            return tree;
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>(tree);
        out.put("auth", Map.of("anonymous", Map.of("type", "static", "role", "anonymous")));
        return out;
    }
}
