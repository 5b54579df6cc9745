package dev.weft.sources.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.sources.yaml.Limits;
import dev.weft.sources.yaml.Loaded;
import dev.weft.sources.yaml.YamlSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class GitTreeTest {

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("fleet"));
    private final Map<String, Object> root = new TreeMap<>();

    @Test
    void the_documents_of_one_folder_are_read_with_their_places_in_the_repository() throws IOException {
        put("fleet/b.yaml", document("b"));
        put("fleet/a/z.yml", document("z"));
        put("fleet/.hidden.yaml", "no: [yaml");
        put("fleet/README.md", "no: [yaml");
        put("other/x.yaml", document("x"));

        Loaded loaded = load("fleet");

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).extracting(Document::name).containsExactly("z", "b");
        assertThat(loaded.documents().get(0).origin()).hasToString("fleet/a/z.yml:1:1");
        assertThat(load(".").documents()).extracting(Document::name).containsExactly("z", "b", "x");
    }

    @Test
    void a_broken_document_is_told_with_its_place() throws IOException {
        put("fleet/a.yaml", document("a") + "---\nkind: [\n");

        assertThat(load("fleet").findings()).first().asString().startsWith("fleet/a.yaml:4:1: error");
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws IOException {
        put("fleet/a.yaml", document("a"));

        assertThat(load("flet").findings())
                .singleElement()
                .asString()
                .contains("flet:1:1: error", "not in this revision");
        assertThat(load("fleet/a.yaml").findings()).singleElement().asString().contains("is no folder");
    }

    @Test
    void links_inside_the_folder_are_followed_once_and_others_refused() throws IOException {
        put("fleet/a.yaml", document("a"));
        put("fleet/again.yaml", new Link("a.yaml"));
        put("fleet/sub/up.yaml", new Link("../b.txt"));
        put("fleet/b.txt", document("b"));
        assertThat(load("fleet").findings()).isEmpty();
        assertThat(load("fleet").documents()).extracting(Document::name).containsExactly("a", "b");

        put("fleet/out.yaml", new Link("../secret.yaml"));
        put("fleet/abs", new Link("/etc/passwd"));
        put("fleet/far.yaml", new Link("../../../../etc/passwd"));
        put("fleet/gone.yaml", new Link("nothing.yaml"));
        put("fleet/folder", new Link("sub"));
        put("fleet/twice.yaml", new Link("again.yaml"));
        put("secret.yaml", document("secret"));

        Loaded loaded = load("fleet");

        assertThat(loaded.documents()).extracting(Document::name).containsExactly("a", "b");
        assertThat(loaded.findings())
                .extracting(finding -> finding.origin().file() + " " + finding.message())
                .containsExactly(
                        "fleet/abs is a link that leads out of the folder",
                        "fleet/far.yaml is a link that leads out of the folder",
                        "fleet/folder skipped: links to folders are not followed",
                        "fleet/gone.yaml is a link to nothing",
                        "fleet/out.yaml is a link that leads out of the folder",
                        "fleet/twice.yaml is a link to a link or a submodule");
    }

    @Test
    void submodules_and_what_lfs_left_are_refused() throws IOException {
        put("fleet/a.yaml", document("a"));
        put("fleet/vendor", new Submodule());
        put("fleet/big.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n");

        assertThat(load("fleet").findings())
                .filteredOn(Finding::isError)
                .extracting(Finding::message)
                .containsExactly(
                        "is kept in Git LFS, so the repository has a pointer instead of the document",
                        "is a submodule, which is never fetched");
    }

    @Test
    void sizes_counts_and_depth_are_bounded() throws IOException {
        put("fleet/a.yaml", document("a") + "#".repeat(2000));
        put("fleet/b.yaml", document("b"));
        put("fleet/c.yaml", document("c"));
        Limits limits = new Limits(1000, 10_000, 1, 64, 1000, 10, 10);

        assertThat(load("fleet", limits).findings())
                .extracting(Finding::message)
                .containsExactly("larger than 1000 bytes", "more than 1 files");

        put("deep/" + "d/".repeat(70) + "x.yaml", document("x"));
        assertThat(load("deep").findings()).singleElement().asString().contains("nested more than 64 deep");
    }

    private record Link(String target) {}

    private record Submodule() {}

    private static String document(String name) {
        return "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: " + name + "}}\n";
    }

    @SuppressWarnings("unchecked")
    private void put(String path, Object content) {
        Map<String, Object> here = root;
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            here = (Map<String, Object>) here.computeIfAbsent(names[i], name -> new TreeMap<>());
        }
        here.put(names[names.length - 1], content);
    }

    private Loaded load(String folder) throws IOException {
        return load(folder, Limits.DEFAULT);
    }

    private Loaded load(String folder, Limits limits) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = insert(inserter, root);
            inserter.flush();
            try (ObjectReader reader = repository.newObjectReader()) {
                return YamlSource.withStream(InputStream.nullInputStream())
                        .within(limits)
                        .load(new GitTree(reader, tree, TreePath.of(folder)));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static ObjectId insert(ObjectInserter inserter, Map<String, Object> folder) throws IOException {
        // Git sorts folders as if their names ended in a slash.
        Map<String, Object> sorted = new TreeMap<>();
        folder.forEach((name, content) -> sorted.put(content instanceof Map ? name + "/" : name, content));
        TreeFormatter tree = new TreeFormatter();
        for (Map.Entry<String, Object> each : new LinkedHashMap<>(sorted).entrySet()) {
            String name = each.getKey().replace("/", "");
            Object content = each.getValue();
            if (content instanceof Map<?, ?> map) {
                tree.append(name, FileMode.TREE, insert(inserter, (Map<String, Object>) map));
            } else if (content instanceof Link link) {
                tree.append(name, FileMode.SYMLINK, blob(inserter, link.target()));
            } else if (content instanceof Submodule) {
                tree.append(name, FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
            } else {
                tree.append(name, FileMode.REGULAR_FILE, blob(inserter, content.toString()));
            }
        }
        return inserter.insert(tree);
    }

    private static ObjectId blob(ObjectInserter inserter, String text) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }
}
