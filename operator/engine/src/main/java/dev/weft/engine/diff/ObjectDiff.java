package dev.weft.engine.diff;

import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Impact;
import dev.weft.engine.path.ObjectKind;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares one object with what it shall be, both sides through the normaliser of its block. Secrets are never compared here. */
public final class ObjectDiff {

    private ObjectDiff() {}

    /** The difference; none for kinds without a block. */
    public static Difference between(
            ObjectKind kind, Map<String, Object> desired, SourceMap origins, Map<String, Object> live) {
        Class<?> block = KindBlocks.of(kind).orElse(null);
        // What is the same as written is the same when normalised: the usual case, and ten times as fast.
        if (block == null || live.equals(desired)) {
            return Difference.NONE;
        }
        Map<String, Object> wanted = comparable(kind, desired, live);
        Object hidden = Blocks.redact(block, live);
        List<FieldChange> changes = new ArrayList<>();
        Impact.Kind worst = Impact.Kind.IN_PLACE;
        for (dev.weft.config.schema.FieldChange change : Blocks.changes(block, wanted, hidden)) {
            String written = Blocks.locate(block, wanted, change.pointer());
            changes.add(new FieldChange(
                    words(change.pointer()),
                    change.secret() ? null : change.from(),
                    change.secret() ? null : change.to(),
                    change.secret(),
                    origins.at(written)));
            if (isWorse(change.impact(), worst)) {
                worst = change.impact();
            }
        }
        if (changes.isEmpty()) {
            return Difference.NONE;
        }
        return new Difference(changes, worst, kind == ObjectKind.ROLE && Grants.narrows(desired, live));
    }

    /** Whether the live object is what it shall be. */
    public static boolean matches(ObjectKind kind, Map<String, Object> desired, Map<String, Object> live) {
        return between(kind, desired, SourceMap.empty(), live).isEmpty();
    }

    /** An original node does not tell the options of a worker: then only what it tells is compared. */
    private static Map<String, Object> comparable(
            ObjectKind kind, Map<String, Object> desired, Map<String, Object> live) {
        if (kind != ObjectKind.WORKER || live.containsKey("options") || !desired.containsKey("options")) {
            return desired;
        }
        Map<String, Object> known = new LinkedHashMap<>(desired);
        known.remove("options");
        return known;
    }

    private static boolean isWorse(Impact.Kind impact, Impact.Kind than) {
        return impact.compareTo(Impact.Kind.IMMUTABLE) <= 0 && impact.compareTo(than) > 0;
    }

    /** {@code /permissions/com.plant. prefix/allow/call} as people read it: {@code permissions[com.plant. prefix].allow.call}. */
    static String words(@Nullable String pointer) {
        if (pointer == null || pointer.isEmpty()) {
            return "all of it";
        }
        return Pointer.segments(pointer).stream()
                .map(segment -> segment.matches("[A-Za-z_][A-Za-z0-9_-]*") ? "." + segment : "[" + segment + "]")
                .collect(Collectors.joining())
                .substring(1)
                .replaceFirst("^([^\\[]*)]$", "$1");
    }
}
