package dev.weft.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reading, writing and comparing configuration blocks. A block class is a record, or a sealed interface of records told apart by a
 * discriminator.
 */
public final class Blocks {

    private Blocks() {}

    /** The block that a tree describes, with defaults filled, or all that is wrong with it. Collections of the block are immutable. */
    public static <T> Reading<T> read(Class<T> type, @Nullable Object tree) {
        Problems problems = Problems.collect();
        Object found = new BlockReader(BlockReader.References.REFUSED).read(type, tree, problems);
        List<Problem> all = problems.list();
        return new Reading<>(
                all.isEmpty() && type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty(), all);
    }

    /**
     * What is wrong with a tree whose references are not resolved yet: a text {@code $(…)} is accepted wherever a scalar is expected, and
     * rules across fields are left out for blocks that hold one.
     */
    public static List<Problem> checkTemplate(Class<?> type, @Nullable Object tree) {
        Problems problems = Problems.collect();
        new BlockReader(BlockReader.References.ACCEPTED).read(type, tree, problems);
        return problems.list();
    }

    /** The tree of a block: discriminator first, fields that are absent or have their default left out. */
    public static Map<String, @Nullable Object> toTree(Record block) {
        return BlockWriter.write(block);
    }

    /**
     * The canonical form for comparison: canonical notation, defaults filled, absent and null left out, elements of keyed lists and sets
     * in order, numbers as Long or Double, without the id of the configuration file, server-resolved fields and objects of their own.
     * Never fails: what does not fit the block is kept as it is. Parts of it are shared: not to be changed.
     */
    public static @Nullable Object normalise(Class<?> type, @Nullable Object tree) {
        return Normaliser.root(type, tree);
    }

    /** True where the live block is what the desired one asks for. */
    public static boolean sameConfig(Class<?> type, @Nullable Object desired, @Nullable Object live) {
        return changes(type, desired, live).isEmpty();
    }

    /** What must change for the live block to be what the desired one asks for; both as given, not yet normalised. */
    public static List<FieldChange> changes(Class<?> type, @Nullable Object desired, @Nullable Object live) {
        return CanonicalBlock.of(type, desired).changesFrom(live);
    }

    /**
     * The tree with secret values replaced by {@code ***}: those of secret fields, and those with a telling name in open dictionaries.
     * Where there is none it is the given tree, not a copy.
     */
    public static @Nullable Object redact(Class<?> type, @Nullable Object tree) {
        return Redaction.of(BlockSchema.typeOf(type), tree);
    }

    /**
     * The pointer into a tree as it was written, for a pointer into its canonical form (where elements of lists are addressed by their
     * keys). Where the place is not written there (a default, an absent field), that of the nearest place around it.
     */
    public static String locate(Class<?> type, @Nullable Object tree, String canonicalPointer) {
        return Locator.locate(BlockSchema.typeOf(type), tree, canonicalPointer);
    }
}
