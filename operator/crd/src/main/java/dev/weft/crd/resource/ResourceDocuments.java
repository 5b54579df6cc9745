package dev.weft.crd.resource;

import dev.weft.model.DocumentReader;
import dev.weft.model.Origin;
import dev.weft.model.SourceMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom resources as documents, so that everything behind reads files and resources alike. */
public final class ResourceDocuments {

    private ResourceDocuments() {}

    /** {@code NodeLayout/plant/base}: how messages name where something is written. */
    public static String title(WeftResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        return resource.getKind() + "/" + metadata.getNamespace() + "/" + metadata.getName();
    }

    /** The document that the resource is, or why it is none. */
    public static DocumentReader.Read read(WeftResource resource) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", resource.getApiVersion());
        tree.put("kind", resource.getKind());
        tree.put("metadata", metadata(resource.getMetadata()));
        tree.put("spec", resource.getSpec() == null ? Map.of() : plain(resource.getSpec()));
        return DocumentReader.read(tree, SourceMap.of(Origin.ofResource(title(resource))));
    }

    /** Only what documents mean something by; the rest is the API server's. */
    private static Map<String, Object> metadata(ObjectMeta metadata) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", metadata.getName());
        if (metadata.getLabels() != null) {
            tree.put("labels", metadata.getLabels());
        }
        if (metadata.getAnnotations() != null) {
            tree.put("annotations", metadata.getAnnotations());
        }
        return tree;
    }

    /** JSON has one kind of number, documents have two: whole ones are {@code Long}, others {@code Double}. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big) {
            // One that no field can hold: refused as the wrong type where it is read, not cut to something else.
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : (Object) big.doubleValue();
        }
        if (value instanceof Float || value instanceof BigDecimal) {
            return ((Number) value).doubleValue();
        }
        return value;
    }
}
