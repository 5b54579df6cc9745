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
 * @param ownObjects null where the elements are part of the block; otherwise the key of the one that stays part of it, empty for none
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
        @Nullable String ownObjects,
        Traits traits) {

    /** What annotations without values say of a component; asked once, since each question goes through reflection. */
    public record Traits(
            boolean secret, boolean nullable, boolean key, boolean fileId, boolean unordered, boolean oneOrMany) {

        static Traits of(RecordComponent c) {
            return new Traits(
                    c.isAnnotationPresent(Secret.class),
                    c.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    c.isAnnotationPresent(Key.class),
                    c.isAnnotationPresent(FileId.class),
                    c.isAnnotationPresent(Unordered.class),
                    c.isAnnotationPresent(OneOrMany.class));
        }
    }

    public boolean secret() {
        return traits.secret();
    }

    /** True where null is a value of its own: the block or list is not there at all. */
    public boolean nullable() {
        return traits.nullable();
    }

    /** True where an empty list or dictionary means the same as none. An empty block may still switch something on. */
    boolean emptyIsAbsent() {
        return !nullable() && (type instanceof BlockType.Sequence || type instanceof BlockType.Mapping);
    }

    public boolean key() {
        return traits.key();
    }

    public boolean fileId() {
        return traits.fileId();
    }

    public boolean unordered() {
        return traits.unordered();
    }

    public boolean oneOrMany() {
        return traits.oneOrMany();
    }
}
