package dev.weft.config.realm;

import dev.weft.config.schema.TreeRewrite;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the star notation of permissions ({@code com.plant.*}, {@code com.*.stop}) into uri and match. */
public final class StarForms implements TreeRewrite {

    @Override
    public Map<String, @Nullable Object> rewrite(Map<String, @Nullable Object> tree) {
        if (tree.get("match") != null || !(tree.get("uri") instanceof String uri) || uri.indexOf('*') < 0) {
            return tree;
        }
        boolean trailing = uri.indexOf('*') == uri.length() - 1;
        Map<String, @Nullable Object> out = new LinkedHashMap<>(tree);
        out.put("uri", uri.replace("*", ""));
        out.put("match", trailing ? "prefix" : "wildcard");
        return out;
    }
}
