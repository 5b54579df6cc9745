package dev.weft.config.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what the node resolved out of a live block; has a public constructor without parameters. */
public interface LiveAlignment {
    /**
     * The live tree as it would be had the node resolved nothing that the desired one leaves open.
     *
     * @param desired normalised
     * @param live normalised
     */
    Map<String, @Nullable Object> align(Map<String, @Nullable Object> desired, Map<String, @Nullable Object> live);
}
