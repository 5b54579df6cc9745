package dev.weft.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random trees that fit a block field by field; rules across fields may still refuse them. */
final class RandomTrees {

    private final Random random;

    RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    Map<String, @Nullable Object> block(Class<?> type, int depth) {
        BlockSchema schema = BlockSchema.of(type);
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (schema.discriminator() != null) {
            out.put(schema.discriminator(), schema.typeName());
        }
        for (BlockField field : schema.fields().values()) {
            boolean needed = field.required() || field.component().isAnnotationPresent(Required.class);
            boolean given = needed || (depth < 4 && random.nextInt(3) == 0);
            if (given && !field.name().equals("auth")) {
                out.put(field.name(), value(field.type(), field, depth + 1));
            }
        }
        return out;
    }

    Object value(BlockType type, BlockField field, int depth) {
        if (type instanceof BlockType.Nested n) {
            return block(n.type(), depth);
        }
        if (type instanceof BlockType.Union u) {
            List<Class<?>> members = List.copyOf(u.members().values());
            // The first member is a small one in every union, so recursion ends.
            return block(members.get(depth > 4 ? 0 : random.nextInt(members.size())), depth);
        }
        if (type instanceof BlockType.Sequence s) {
            int count = depth > 4 ? 0 : random.nextInt(3);
            return Stream.generate(() -> value(s.element(), field, depth + 1))
                    .limit(count)
                    .toList();
        }
        if (type instanceof BlockType.Mapping m) {
            Map<String, Object> out = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0 && depth <= 4; i--) {
                out.put("join_" + i, value(m.value(), field, depth + 1));
            }
            return out;
        }
        if (type instanceof BlockType.Environment e) {
            return random.nextInt(4) == 0 ? "${SOME_VARIABLE}" : value(e.value(), field, depth);
        }
        return scalar(type, field);
    }

    private Object scalar(BlockType type, BlockField field) {
        if (type instanceof BlockType.Whole) {
            long low = Math.max(field.limits().min(), 0);
            long high = Math.min(field.limits().max(), low + 100_000);
            return low + random.nextInt((int) (high - low + 1));
        }
        if (type instanceof BlockType.Flag) {
            return random.nextBoolean();
        }
        if (type instanceof BlockType.Real) {
            return random.nextDouble();
        }
        if (type instanceof BlockType.Choice c) {
            return List.copyOf(c.constants().keySet())
                    .get(random.nextInt(c.constants().size()));
        }
        if (type instanceof BlockType.Several s) {
            return s.shapes().contains(Shape.BOOLEAN) ? true : "close";
        }
        return text(field);
    }

    private String text(BlockField field) {
        Pattern pattern = field.limits().pattern();
        List<String> candidates = List.of(
                "some" + random.nextInt(100),
                "com.plant.x" + random.nextInt(9),
                "wss://host" + random.nextInt(9),
                "%02x".formatted(random.nextInt(256)).repeat(32),
                "https",
                "GET",
                "static",
                "restart",
                "mqtt",
                "websocket",
                "rawsocket");
        return candidates.stream()
                .filter(c -> pattern == null || pattern.matcher(c).matches())
                .findFirst()
                .orElse("some");
    }
}
