package dev.weft.fabric.testkit.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One feature of the router as a play for several sessions. What the steps mean is told in {@code matrix/features.yaml}.
 *
 * @param sessions who joins before the first step, in this order
 * @param ours which of them are of Weft's own client
 */
record Feature(String name, List<String> sessions, List<String> ours, List<Map<String, @Nullable Object>> steps) {

    private static final String RESOURCE = "/matrix/features.yaml";

    static List<Feature> all() {
        try (InputStream in = Objects.requireNonNull(Feature.class.getResourceAsStream(RESOURCE))) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return Trees.list(tree).stream().map(Feature::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Feature of(@Nullable Object entry) {
        Map<String, @Nullable Object> fields = Trees.dict(entry);
        return new Feature(
                String.valueOf(fields.get("feature")),
                Trees.texts(fields.get("sessions")),
                Trees.texts(fields.get("ours")),
                Trees.list(fields.get("steps")).stream().map(Trees::dict).toList());
    }
}
