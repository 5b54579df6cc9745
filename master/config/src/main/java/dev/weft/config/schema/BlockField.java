package dev.weft.config.schema;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * One field of a block, reflected.
 *
 * @param name on the wire
 * @param required true where it must be given
 * @param absent the tree that an absent field stands for; null where absent means none
 * @param impact null where the block around it decides
 * @param ownObjects null where the elements are part of the block
 */
public record BlockField(
        String name,
        RecordComponent component,
        BlockType type,
        boolean required,
        @Nullable Object absent,
        String doc,
        Limits limits,
        Impact.@Nullable Kind impact,
        @Nullable OwnObjects ownObjects) {

    public boolean secret() {
        return component.isAnnotationPresent(Secret.class);
    }

    /** True where null is a value of its own: the block or list is not there at all. */
    public boolean nullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** True where an empty list or dictionary means the same as none. An empty block may still switch something on. */
    boolean emptyIsAbsent() {
        return !nullable() && (type instanceof BlockType.Sequence || type instanceof BlockType.Mapping);
    }

    public boolean key() {
        return component.isAnnotationPresent(Key.class);
    }

    public boolean fileId() {
        return component.isAnnotationPresent(FileId.class);
    }

    public boolean unordered() {
        return component.isAnnotationPresent(Unordered.class);
    }

    public boolean oneOrMany() {
        return component.isAnnotationPresent(OneOrMany.class);
    }
}
