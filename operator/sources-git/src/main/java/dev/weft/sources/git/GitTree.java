package dev.weft.sources.git;

import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.sources.yaml.DocumentNames;
import dev.weft.sources.yaml.FileTree;
import dev.weft.sources.yaml.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The document files of one folder of one revision, out of the object store: no file is ever written to a disk, so nothing in a
 * repository can reach one. Links are followed to files of the same folder only; submodules and what Git LFS left are refused.
 */
final class GitTree implements FileTree {

    private static final String SUBJECT = "files";
    private static final int DEEPEST_FOLDER = 64;
    private static final int MOST_ENTRIES = 200_000;
    private static final int LONGEST_LINK = 4096;
    private static final int LONGEST_POINTER = 1024;
    private static final String LFS = "version https://git-lfs.github.com/spec/";

    private final ObjectReader reader;
    private final ObjectId root;
    private final TreePath folder;
    private final Map<String, ObjectId> found = new LinkedHashMap<>();
    private int entries;

    /** @param root the revision's tree */
    GitTree(ObjectReader reader, ObjectId root, TreePath folder) {
        this.reader = reader;
        this.root = root;
        this.folder = folder;
    }

    /** What a tree holds under one name. */
    private record Entry(String name, FileMode mode, ObjectId id) {}

    /** One reading: what it may cost, and who is told. */
    private record Walk(Limits limits, Consumer<Finding> findings, TreeMap<String, ObjectId> byTarget) {

        void error(TreePath file, String message, String remedy) {
            findings.accept(Finding.error(new Origin(file.toString(), 1, 1), SUBJECT, message, remedy));
        }

        void note(TreePath file, String message) {
            findings.accept(Finding.note(new Origin(file.toString(), 1, 1), SUBJECT, message));
        }
    }

    @Override
    public List<String> files(Limits limits, Consumer<Finding> findings) {
        found.clear();
        entries = 0;
        Walk walk = new Walk(limits, findings, new TreeMap<>());
        try {
            ObjectId tree = tree(walk);
            if (tree != null) {
                folder(tree, folder, 0, walk);
            }
        } catch (IOException damaged) {
            walk.error(folder, "cannot be read from the repository: " + damaged.getMessage(), "fetch it again");
        }
        return List.copyOf(found.keySet());
    }

    /** The folder's own tree; null where it is not one, which is told. */
    private @Nullable ObjectId tree(Walk walk) throws IOException {
        if (folder.isRoot()) {
            return root;
        }
        Optional<Entry> entry = find(folder);
        if (entry.isEmpty() || !entry.get().mode().equals(FileMode.TREE)) {
            String why = entry.isEmpty() ? "is not in this revision" : "is no folder in this revision";
            walk.error(folder, why, "give a folder of the repository with " + Setting.PATH.option());
            return null;
        }
        return entry.get().id();
    }

    /** Whether the folder is there at all. */
    boolean isThere() throws IOException {
        return folder.isRoot() || find(folder).isPresent();
    }

    private void folder(ObjectId tree, TreePath at, int depth, Walk walk) throws IOException {
        if (depth > DEEPEST_FOLDER) {
            walk.error(at, "folders are nested more than " + DEEPEST_FOLDER + " deep", "give a folder inside it");
            return;
        }
        for (Entry entry : entries(tree)) {
            TreePath path = at.child(entry.name());
            if (++entries > MOST_ENTRIES) {
                if (entries == MOST_ENTRIES + 1) {
                    walk.error(path, "more than " + MOST_ENTRIES + " files and folders", "give a smaller folder");
                }
                return;
            }
            if (entry.mode().equals(FileMode.GITLINK)) {
                walk.error(
                        path,
                        "is a submodule, which is never fetched",
                        "copy its documents into the repository, or follow that repository by itself");
            } else if (DocumentNames.isHidden(entry.name())) {
                // Left out without a word, as in folders.
            } else if (entry.mode().equals(FileMode.TREE)) {
                folder(entry.id(), path, depth + 1, walk);
            } else if (entry.mode().equals(FileMode.SYMLINK)) {
                link(entry, path, walk);
            } else if (isDocument(path, walk)) {
                put(path, path, entry.id(), walk);
            }
        }
    }

    private static boolean isDocument(TreePath path, Walk walk) {
        if (DocumentNames.isForKustomize(path.name())) {
            walk.note(path, DocumentNames.FOR_KUSTOMIZE);
        }
        return DocumentNames.isDocument(path.name());
    }

    private void link(Entry link, TreePath path, Walk walk) throws IOException {
        boolean wanted = isDocument(path, walk);
        long size = reader.getObjectSize(link.id(), Constants.OBJ_BLOB);
        Optional<TreePath> target = size > LONGEST_LINK
                ? Optional.empty()
                : path.parent().resolve(text(link.id())).filter(to -> to.isWithin(folder));
        if (target.isEmpty()) {
            walk.error(path, "is a link that leads out of the folder", "copy the file into the folder");
            return;
        }
        Optional<Entry> there = find(target.get());
        if (there.isPresent() && there.get().mode().equals(FileMode.TREE)) {
            walk.note(path, "skipped: links to folders are not followed");
        } else if (!wanted) {
            return;
        } else if (there.isEmpty()) {
            walk.error(path, "is a link to nothing", "remove or correct it");
        } else if (there.get().mode().equals(FileMode.SYMLINK)
                || there.get().mode().equals(FileMode.GITLINK)) {
            walk.error(path, "is a link to a link or a submodule", "let it lead to the file itself");
        } else {
            put(path, target.get(), there.get().id(), walk);
        }
    }

    /** A file that is reached twice is read once. */
    private void put(TreePath shown, TreePath target, ObjectId id, Walk walk) throws IOException {
        if (walk.byTarget().containsKey(target.toString())) {
            return;
        }
        if (found.size() >= walk.limits().files()) {
            if (walk.byTarget().put("", id) == null) {
                walk.error(shown, "more than " + walk.limits().files() + " files", "give a smaller folder");
            }
            return;
        }
        walk.byTarget().put(target.toString(), id);
        long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
        if (size > walk.limits().fileBytes()) {
            walk.error(shown, "larger than " + walk.limits().fileBytes() + " bytes", "split it");
        } else if (size <= LONGEST_POINTER && text(id).startsWith(LFS)) {
            walk.error(
                    shown,
                    "is kept in Git LFS, so the repository has a pointer instead of the document",
                    "take it out of LFS: git lfs untrack, then add it again");
        } else {
            found.put(shown.toString(), id);
        }
    }

    /** In the order of their names, as in folders. */
    private List<Entry> entries(ObjectId tree) throws IOException {
        List<Entry> all = new ArrayList<>();
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        for (; !parser.eof(); parser.next()) {
            all.add(new Entry(parser.getEntryPathString(), parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        all.sort(Comparator.comparing(Entry::name));
        return all;
    }

    private Optional<Entry> find(TreePath path) throws IOException {
        if (path.isRoot()) {
            return Optional.of(new Entry("", FileMode.TREE, root));
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, path.toString(), root)) {
            return walk == null
                    ? Optional.empty()
                    : Optional.of(new Entry(path.name(), walk.getFileMode(), walk.getObjectId(0)));
        }
    }

    private String text(ObjectId id) throws IOException {
        return new String(reader.open(id, Constants.OBJ_BLOB).getBytes(LONGEST_LINK), StandardCharsets.UTF_8);
    }

    @Override
    public InputStream open(String file) throws IOException {
        ObjectId id = found.get(file);
        return id == null
                ? new ByteArrayInputStream(new byte[0])
                : reader.open(id, Constants.OBJ_BLOB).openStream();
    }
}
