package dev.weft.config.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one notation of a block into its canonical one; has a public constructor without parameters. */
public interface TreeRewrite {
    /** The tree in canonical notation; the given one where there is nothing to do. Never changes the given tree. */
    Map<String, @Nullable Object> rewrite(Map<String, @Nullable Object> tree);
}
