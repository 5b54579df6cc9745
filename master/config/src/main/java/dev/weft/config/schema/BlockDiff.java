package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The differences between two normalised trees. */
final class BlockDiff {

    /** What holds for a place, unless something further in says otherwise. */
    private record Ground(String pointer, Impact.Kind impact, boolean secret) {

        Ground at(String segment) {
            return new Ground(pointer + "/" + Pointers.escape(segment), impact, secret);
        }

        Ground of(BlockField field) {
            Impact.Kind own = field.impact();
            return new Ground(
                    pointer + "/" + Pointers.escape(field.name()),
                    own == null ? impact : own,
                    secret || field.secret());
        }
    }

    private final List<FieldChange> changes = new ArrayList<>();

    private BlockDiff() {}

    static List<FieldChange> between(BlockType type, @Nullable Object desired, @Nullable Object live) {
        BlockDiff diff = new BlockDiff();
        diff.compare(type, desired, live, new Ground("", Impact.Kind.RESTART_OBJECT, false));
        return List.copyOf(diff.changes);
    }

    private void compare(BlockType type, @Nullable Object desired, @Nullable Object live, Ground ground) {
        if (Objects.equals(desired, live) || notComparable(desired, live, ground)) {
            return;
        }
        Optional<Map<String, @Nullable Object>> to = Trees.dictionary(desired);
        Optional<Map<String, @Nullable Object>> from = Trees.dictionary(live);
        if (to.isPresent() && from.isPresent() && sameBlock(type, to.get(), from.get())) {
            dictionaries(type, to.get(), from.get(), ground);
        } else if (type instanceof BlockType.Sequence s
                && desired instanceof List<?> d
                && live instanceof List<?> l
                && keyed(s, d)
                && keyed(s, l)) {
            lists(s, d, l, ground);
        } else {
            changes.add(new FieldChange(
                    ground.pointer(),
                    shown(type, live, ground),
                    shown(type, desired, ground),
                    to.map(map -> impactOf(type, map, ground)).orElse(ground.impact()),
                    ground.secret()));
        }
    }

    /** Where one kind of block takes the place of another, that of the block. */
    private static Impact.Kind impactOf(BlockType type, Map<String, @Nullable Object> to, Ground ground) {
        return KeyRules.schemaOf(type, to)
                .filter(schema ->
                        schema.discriminator() != null && ground.pointer().isEmpty())
                .map(schema -> schema.type().getAnnotation(Impact.class))
                .map(Impact::value)
                .orElse(ground.impact());
    }

    /** Hidden on one side, or never read back: nothing can be said. */
    private static boolean notComparable(@Nullable Object desired, @Nullable Object live, Ground ground) {
        boolean hidden = ground.secret() && (Secrets.HIDDEN.equals(desired) || Secrets.HIDDEN.equals(live));
        return hidden || (ground.impact() == Impact.Kind.WRITE_ONLY && live == null);
    }

    private static @Nullable Object shown(BlockType type, @Nullable Object tree, Ground ground) {
        return ground.secret() ? (tree == null ? null : Secrets.HIDDEN) : Redaction.of(type, tree);
    }

    private static boolean sameBlock(
            BlockType type, Map<String, @Nullable Object> to, Map<String, @Nullable Object> from) {
        return !(type instanceof BlockType.Union u)
                || Objects.equals(to.get(u.discriminator()), from.get(u.discriminator()));
    }

    private void dictionaries(
            BlockType type, Map<String, @Nullable Object> to, Map<String, @Nullable Object> from, Ground ground) {
        Optional<BlockSchema> schema = KeyRules.schemaOf(type, to);
        Map<String, @Nullable Object> live = schema.isPresent() ? schema.get().aligned(to, from) : from;
        Set<String> names = new LinkedHashSet<>(to.keySet());
        names.addAll(live.keySet());
        BlockType inner = type instanceof BlockType.Mapping m ? m.value() : new BlockType.Anything();
        for (String name : names) {
            BlockField field = schema.map(s -> s.fields().get(name)).orElse(null);
            if (field != null) {
                compare(field.type(), to.get(name), live.get(name), ground.of(field));
            } else {
                Ground here = ground.at(name);
                boolean open = inner instanceof BlockType.Anything || inner instanceof BlockType.Text;
                boolean secret = here.secret() || (open && Secrets.telling(name));
                compare(inner, to.get(name), live.get(name), new Ground(here.pointer(), here.impact(), secret));
            }
        }
    }

    private void lists(BlockType.Sequence type, List<?> desired, List<?> live, Ground ground) {
        Map<String, @Nullable Object> to = byKey(type, desired);
        Map<String, @Nullable Object> from = byKey(type, live);
        Set<String> keys = new LinkedHashSet<>(to.keySet());
        keys.addAll(from.keySet());
        for (String key : keys) {
            compare(type.element(), to.get(key), from.get(key), ground.at(key));
        }
    }

    private static boolean keyed(BlockType.Sequence type, List<?> list) {
        return list.stream().allMatch(e -> KeyRules.keyOf(type.element(), e).isPresent())
                && byKey(type, list).size() == list.size();
    }

    private static Map<String, @Nullable Object> byKey(BlockType.Sequence type, List<?> list) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        for (Object each : list) {
            out.put(KeyRules.keyOf(type.element(), each).orElse(""), each);
        }
        return out;
    }
}
