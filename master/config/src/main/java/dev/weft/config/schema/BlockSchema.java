package dev.weft.config.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block's record, reflected once: its fields, its place in a union, its rewriting and alignment. */
public final class BlockSchema {

    private static final ClassValue<BlockSchema> ALL = new ClassValue<>() {
        @Override
        protected BlockSchema computeValue(Class<?> type) {
            return new BlockSchema(type);
        }
    };

    /** A union's members are found by reflection, so that is asked once too. */
    private static final ClassValue<BlockType> TYPES = new ClassValue<>() {
        @Override
        protected BlockType computeValue(Class<?> type) {
            return SchemaReflection.block(type);
        }
    };

    private final Class<?> type;
    private final Map<String, BlockField> fields;
    private final List<BlockField> keys;
    private final @Nullable String discriminator;
    private final @Nullable String typeName;
    private final @Nullable TreeRewrite rewrite;
    private final @Nullable LiveAlignment alignment;
    private final Constructor<?> constructor;
    /** The canonical forms of absent fields that stand for something; worked out at the first need, the same for everybody. */
    private @Nullable Map<String, Object> canonicalAbsent;

    private BlockSchema(Class<?> type) {
        this.type = type;
        this.fields = SchemaReflection.fields(type);
        this.keys = fields.values().stream().filter(BlockField::key).toList();
        this.discriminator = SchemaReflection.discriminator(type);
        TypeName named = type.getAnnotation(TypeName.class);
        this.typeName = named == null ? null : named.value();
        Rewrites rewrites = type.getAnnotation(Rewrites.class);
        this.rewrite = rewrites == null ? null : SchemaReflection.create(rewrites.value());
        Aligns aligns = type.getAnnotation(Aligns.class);
        this.alignment = aligns == null ? null : SchemaReflection.create(aligns.value());
        this.constructor = SchemaReflection.constructor(type);
    }

    /**
     * The schema of a record class.
     *
     * @throws IllegalArgumentException for a class that is no record or has a component of an unknown type
     */
    public static BlockSchema of(Class<?> type) {
        return ALL.get(type);
    }

    /** A type that may be a record or a sealed interface of records. */
    public static BlockType typeOf(Class<?> type) {
        return TYPES.get(type);
    }

    public Class<?> type() {
        return type;
    }

    /** By wire name, in declared order. */
    public Map<String, BlockField> fields() {
        return fields;
    }

    /** The field that tells the blocks of this block's union apart; null for a block outside a union. */
    public @Nullable String discriminator() {
        return discriminator;
    }

    public @Nullable String typeName() {
        return typeName;
    }

    public List<BlockField> keys() {
        return keys;
    }

    /** What an absent field stands for, in canonical form; null where that is nothing. */
    @Nullable
    Object canonicalAbsent(BlockField field) {
        if (field.absent() == null) {
            return null;
        }
        Map<String, Object> known = canonicalAbsent;
        if (known == null) {
            Map<String, Object> found = new HashMap<>();
            for (BlockField each : fields.values()) {
                Object canonical = each.absent() == null ? null : Normaliser.field(each, each.absent());
                if (canonical != null) {
                    found.put(each.name(), canonical);
                }
            }
            // Two threads may do this at once, with the same outcome; Map.copyOf is safe to be seen by others without a
            // lock.
            known = Map.copyOf(found);
            canonicalAbsent = known;
        }
        return known.get(field.name());
    }

    Map<String, @Nullable Object> rewritten(Map<String, @Nullable Object> tree) {
        return rewrite == null ? tree : rewrite.rewrite(tree);
    }

    Map<String, @Nullable Object> aligned(Map<String, @Nullable Object> desired, Map<String, @Nullable Object> live) {
        return alignment == null ? live : alignment.align(desired, live);
    }

    Object create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
