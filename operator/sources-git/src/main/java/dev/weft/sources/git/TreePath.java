package dev.weft.sources.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place inside a revision: the names from the root down; none for the root itself. */
public record TreePath(List<String> names) {

    public static final TreePath ROOT = new TreePath(List.of());

    public TreePath {
        names = List.copyOf(names);
    }

    /**
     * As a user writes it: {@code fleet/prod}.
     *
     * @throws GitFailure when it leads out of the repository
     */
    public static TreePath of(String text) {
        Optional<TreePath> path = text.startsWith("/") ? Optional.empty() : ROOT.resolve(text);
        return path.orElseThrow(() -> GitFailure.wrong(
                "the path '" + text + "' does not lie inside the repository",
                "Write it from the root, like fleet/prod."));
    }

    /** What a relative path leads to from here; empty where it leads out. */
    public Optional<TreePath> resolve(String relative) {
        List<String> all = new ArrayList<>(names);
        if (relative.startsWith("/")) {
            return Optional.empty();
        }
        for (String name : relative.split("/")) {
            if (name.equals("..")) {
                if (all.isEmpty()) {
                    return Optional.empty();
                }
                all.remove(all.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                all.add(name);
            }
        }
        return Optional.of(new TreePath(all));
    }

    public TreePath child(String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return new TreePath(all);
    }

    /** What it lies in; the root for the root. */
    public TreePath parent() {
        return names.isEmpty() ? this : new TreePath(names.subList(0, names.size() - 1));
    }

    /** Whether it is this place or lies inside it. */
    public boolean isWithin(TreePath folder) {
        return names.size() >= folder.names.size()
                && names.subList(0, folder.names.size()).equals(folder.names);
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The last name; empty for the root. */
    public String name() {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** {@code fleet/prod}; {@code .} for the root. */
    @Override
    public String toString() {
        return names.isEmpty() ? "." : String.join("/", names);
    }
}
