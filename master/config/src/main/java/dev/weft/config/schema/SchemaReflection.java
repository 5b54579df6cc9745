package dev.weft.config.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From record components to fields and types. */
final class SchemaReflection {

    private SchemaReflection() {}

    static Map<String, BlockField> fields(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        Impact whole = type.getAnnotation(Impact.class);
        Map<String, BlockField> out = new LinkedHashMap<>();
        for (RecordComponent c : components) {
            BlockField f = field(c, whole);
            out.put(f.name(), f);
        }
        return Collections.unmodifiableMap(out);
    }

    private static BlockField field(RecordComponent c, @Nullable Impact whole) {
        Shapes shapes = c.getAnnotation(Shapes.class);
        BlockType type = shapes == null ? type(c.getGenericType()) : several(c, shapes);
        Default given = c.getAnnotation(Default.class);
        boolean collection = type instanceof BlockType.Sequence || type instanceof BlockType.Mapping;
        BlockField.Traits traits = BlockField.Traits.of(c);
        boolean optional = given != null || traits.nullable() || (collection && !c.isAnnotationPresent(Required.class));
        Doc doc = c.getAnnotation(Doc.class);
        Impact impact = c.getAnnotation(Impact.class);
        Impact decided = impact == null ? whole : impact;
        OwnObjects objects = c.getAnnotation(OwnObjects.class);
        return new BlockField(
                name(c.getAnnotation(Name.class), snake(c.getName())),
                c,
                type,
                !optional,
                given == null ? null : absent(type, given.value()),
                doc == null ? "" : doc.value(),
                Limits.of(c),
                decided == null ? null : decided.value(),
                objects == null ? null : objects.except(),
                traits);
    }

    private static BlockType several(RecordComponent c, Shapes shapes) {
        BlockType several = new BlockType.Several(List.of(shapes.value()));
        return c.getType() == List.class ? new BlockType.Sequence(several) : several;
    }

    private static BlockType type(Type type) {
        if (type instanceof ParameterizedType p) {
            Type[] arguments = p.getActualTypeArguments();
            if (p.getRawType() == List.class) {
                return new BlockType.Sequence(type(arguments[0]));
            }
            if (p.getRawType() == Map.class && arguments[0] == String.class) {
                return new BlockType.Mapping(type(arguments[1]));
            }
            if (p.getRawType() == OrEnv.class) {
                return new BlockType.Environment(type(arguments[0]));
            }
        }
        if (type instanceof Class<?> c) {
            return plain(c);
        }
        throw new IllegalArgumentException("no such field type: " + type);
    }

    private static BlockType plain(Class<?> c) {
        if (c == String.class) {
            return new BlockType.Text();
        }
        if (c == int.class || c == Integer.class) {
            return new BlockType.Whole(false);
        }
        if (c == long.class || c == Long.class) {
            return new BlockType.Whole(true);
        }
        if (c == double.class || c == Double.class) {
            return new BlockType.Real();
        }
        if (c == boolean.class || c == Boolean.class) {
            return new BlockType.Flag();
        }
        if (c == Object.class) {
            return new BlockType.Anything();
        }
        return c.isEnum() ? choice(c) : block(c);
    }

    static BlockType block(Class<?> c) {
        Discriminator discriminator = c.getAnnotation(Discriminator.class);
        if (c.isSealed() && discriminator != null) {
            Map<String, Class<?>> members = new LinkedHashMap<>();
            for (Class<?> member : c.getPermittedSubclasses()) {
                members.put(requireTypeName(member), member);
            }
            return new BlockType.Union(discriminator.value(), members);
        }
        if (c.isRecord()) {
            return new BlockType.Nested(c);
        }
        throw new IllegalArgumentException(
                "neither a record nor a sealed interface with a discriminator: " + c.getName());
    }

    private static String requireTypeName(Class<?> member) {
        TypeName name = member.getAnnotation(TypeName.class);
        if (name == null) {
            throw new IllegalArgumentException(member.getName() + " has no @TypeName");
        }
        return name.value();
    }

    private static BlockType choice(Class<?> c) {
        Map<String, Enum<?>> constants = new LinkedHashMap<>();
        for (Object constant : c.getEnumConstants()) {
            Enum<?> e = (Enum<?>) constant;
            constants.put(wireName(e), e);
        }
        return new BlockType.Choice(constants);
    }

    static String wireName(Enum<?> constant) {
        try {
            Name name = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Name.class);
            return name(name, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static @Nullable String discriminator(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            Discriminator d = parent.getAnnotation(Discriminator.class);
            if (d != null) {
                return d.value();
            }
        }
        return null;
    }

    /** The tree that a default in text form stands for. */
    private static Object absent(BlockType type, String text) {
        if (type instanceof BlockType.Whole) {
            return Long.valueOf(text);
        }
        if (type instanceof BlockType.Real) {
            return Double.valueOf(text);
        }
        if (type instanceof BlockType.Flag) {
            return Boolean.valueOf(text);
        }
        if (type instanceof BlockType.Environment e) {
            return absent(e.value(), text);
        }
        if (type instanceof BlockType.Several s && s.shapes().contains(Shape.BOOLEAN)) {
            return Boolean.valueOf(text);
        }
        return text.equals("{}") ? Map.of() : text;
    }

    static <T> T create(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " needs a public constructor without parameters", e);
        }
    }

    static Constructor<?> constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " needs to be public", e);
        }
    }

    private static String name(@Nullable Name given, String otherwise) {
        return given == null ? otherwise : given.value();
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
