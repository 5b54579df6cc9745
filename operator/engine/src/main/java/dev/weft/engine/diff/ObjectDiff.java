package dev.weft.engine.diff;

import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.CanonicalBlock;
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
        return between(new WantedConfig(kind, desired), origins, live);
    }

    /** The difference to a configuration that is compared more than once; none for kinds without a block. */
    public static Difference between(WantedConfig wanted, SourceMap origins, Map<String, Object> live) {
        // What is the same as written is the same when normalised.
        if (live.equals(wanted.tree())) {
            return Difference.NONE;
        }
        WantedConfig comparable = comparable(wanted, live);
        CanonicalBlock canonical = comparable.canonical().orElse(null);
        if (canonical == null) {
            return Difference.NONE;
        }
        List<dev.weft.config.schema.FieldChange> found = canonical.changesFromRedacted(live);
        return found.isEmpty() ? Difference.NONE : difference(comparable, origins, live, found);
    }

    private static Difference difference(
            WantedConfig wanted,
            SourceMap origins,
            Map<String, Object> live,
            List<dev.weft.config.schema.FieldChange> found) {
        Class<?> block = KindBlocks.of(wanted.kind()).orElseThrow();
        List<FieldChange> changes = new ArrayList<>();
        Impact.Kind worst = Impact.Kind.IN_PLACE;
        for (dev.weft.config.schema.FieldChange change : found) {
            String written = Blocks.locate(block, wanted.tree(), change.pointer());
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
        return new Difference(changes, worst, wanted.kind() == ObjectKind.ROLE && Grants.narrows(wanted.tree(), live));
    }

    /** Whether the live object is what it shall be. */
    public static boolean matches(ObjectKind kind, Map<String, Object> desired, Map<String, Object> live) {
        return between(kind, desired, SourceMap.empty(), live).isEmpty();
    }

    /** An original node does not tell the options of a worker: then only what it tells is compared. */
    private static WantedConfig comparable(WantedConfig wanted, Map<String, Object> live) {
        if (wanted.kind() != ObjectKind.WORKER
                || live.containsKey("options")
                || !wanted.tree().containsKey("options")) {
            return wanted;
        }
        Map<String, Object> known = new LinkedHashMap<>(wanted.tree());
        known.remove("options");
        return new WantedConfig(wanted.kind(), known);
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
