package dev.weft.config.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A desired block in canonical form, kept to be compared with many live ones. Immutable as long as nobody changes its tree. */
public final class CanonicalBlock {

    private final BlockType type;
    private final @Nullable Object tree;

    private CanonicalBlock(BlockType type, @Nullable Object tree) {
        this.type = type;
        this.tree = tree;
    }

    /** The canonical form of a tree as it was written. */
    public static CanonicalBlock of(Class<?> type, @Nullable Object tree) {
        return new CanonicalBlock(BlockSchema.typeOf(type), Normaliser.root(type, tree));
    }

    /** The tree; see {@link Blocks#normalise}. */
    public @Nullable Object tree() {
        return tree;
    }

    /** What must change for the live block, as it was read, to be this one. */
    public List<FieldChange> changesFrom(@Nullable Object live) {
        Object found = Normaliser.value(type, live);
        return Objects.equals(found, tree) ? List.of() : BlockDiff.between(type, tree, found);
    }

    /** The same with the secrets of the live block left out of the comparison. */
    public List<FieldChange> changesFromRedacted(@Nullable Object live) {
        // What is equal with its secrets is equal without them: the usual case is settled before anything is hidden.
        return Objects.equals(Normaliser.value(type, live), tree) ? List.of() : changesFrom(Redaction.of(type, live));
    }
}
