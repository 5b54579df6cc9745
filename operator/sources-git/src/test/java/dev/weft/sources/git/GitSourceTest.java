package dev.weft.sources.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.Document;
import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.sign.CommitTrust;
import dev.weft.sources.git.sign.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of a repository that Git itself made, from a folder of this machine. */
class GitSourceTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeRepository() throws Exception {
        new Tool(folder).require("git", "install git");
        work = Files.createDirectories(folder.resolve("work"));
        git("init", "-q", "-b", "main");
        git("config", "user.name", "A");
        git("config", "user.email", "a@example.com");
    }

    @Test
    void a_revision_is_fetched_and_read_and_followed_by_its_descendants() throws Exception {
        String first = commit("one");
        try (GitSource source = open("main")) {
            Revision revision = source.fetch(Rewind.REFUSED);
            assertThat(revision.hash()).isEqualTo(first);
            assertThat(revision.subject()).isEqualTo("Make it one");
            assertThat(source.load(revision).documents())
                    .extracting(Document::name)
                    .containsExactly("one");
            source.onApplied(revision, NOON);
        }
        commit("two");
        String third = commit("three");
        try (GitSource source = open("main")) {
            assertThat(source.lastApplied().orElseThrow().hash()).isEqualTo(first);
            Revision revision = source.fetch(Rewind.REFUSED);
            assertThat(revision.hash()).isEqualTo(third);
            assertThat(source.load(revision).documents())
                    .extracting(Document::name)
                    .containsExactly("three");
        }
    }

    @Test
    void the_branch_may_be_a_tag_or_left_out_and_must_be_there() throws Exception {
        String first = commit("one");
        git("tag", "-a", "-m", "first", "v1");
        String second = commit("two");

        assertThat(fetched("v1")).isEqualTo(first);
        assertThat(fetched("HEAD")).isEqualTo(second);
        assertThat(fetched("refs/heads/main")).isEqualTo(second);
        assertThatThrownBy(() -> fetched("mian")).hasMessageContaining("has no branch or tag 'mian'");
    }

    @Test
    void a_branch_that_was_set_back_is_refused_until_the_step_is_confirmed() throws Exception {
        String first = commit("one");
        String second = commit("two");
        apply();
        git("reset", "-q", "--hard", first);

        assertThatThrownBy(this::apply).isInstanceOfSatisfying(GitFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(GitFailure.Reason.REWOUND);
            assertThat(failure.text()).contains(first, "is older than the revision that was applied last", second);
            assertThat(failure.remedy())
                    .contains("--allow-rewind " + second.substring(0, 10) + ".." + first.substring(0, 10));
        });
        assertThatThrownBy(() -> apply(Rewind.of(first.substring(0, 10) + ".." + second.substring(0, 10))))
                .isInstanceOf(GitFailure.class);
        apply(Rewind.of(second.substring(0, 10) + ".." + first.substring(0, 10)));
        apply();
        try (GitSource source = open("main")) {
            assertThat(source.history()).extracting(each -> each.hash()).containsExactly(second, first);
        }
    }

    @Test
    void a_branch_that_was_force_pushed_is_refused() throws Exception {
        String first = commit("one");
        commit("two");
        apply();
        git("reset", "-q", "--hard", first);
        String other = commit("other");

        assertThatThrownBy(this::apply).isInstanceOfSatisfying(GitFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(GitFailure.Reason.REWOUND);
            assertThat(failure.text()).contains(other, "does not descend", "force-pushed");
        });
        git("checkout", "-q", "--orphan", "new");
        commit("unrelated");
        git("branch", "-M", "new", "main");
        assertThatThrownBy(this::apply).hasMessageContaining("does not descend");
    }

    @Test
    void the_step_back_is_named_by_both_hashes() {
        for (String text :
                new String[] {"", "..", "abcdef0", "abcdef0..", "HEAD..main", "abc..def", "abcdef0...abcdef1"}) {
            assertThatThrownBy(() -> Rewind.of(text)).as(text).isInstanceOf(GitFailure.class);
        }
    }

    @Test
    void two_revisions_are_compared_from_where_they_parted() throws Exception {
        String first = commit("one");
        git("checkout", "-q", "-b", "feature");
        String feature = commit("feature");
        git("checkout", "-q", "main");
        String second = commit("two");

        try (LocalRevisions revisions = LocalRevisions.in(work.resolve("fleet"))) {
            LocalRevisions.Pair pair = revisions.find(LocalRevisions.Range.of("main..feature"));
            assertThat(pair.base().hash()).isEqualTo(second);
            assertThat(pair.head().hash()).isEqualTo(feature);
            assertThat(revisions
                            .find(LocalRevisions.Range.of("main...feature"))
                            .base()
                            .hash())
                    .isEqualTo(first);
            assertThat(revisions.load(pair.head(), TreePath.of("fleet")).documents())
                    .extracting(Document::name)
                    .containsExactly("feature");
            assertThat(revisions.load(pair.head(), TreePath.of("new")).hasErrors())
                    .isFalse();
            assertThatThrownBy(() -> revisions.find(LocalRevisions.Range.of("mian..HEAD")))
                    .hasMessageContaining("no revision 'mian'");
        }
        assertThatThrownBy(() -> LocalRevisions.Range.of("main")).hasMessageContaining("names no two revisions");
    }

    @Test
    void one_huge_object_breaks_a_fetch_off_by_what_it_weighs_or_by_what_it_would_become() throws Exception {
        byte[] noise = new byte[3 * 1024 * 1024];
        new java.util.Random(1).nextBytes(noise);
        Files.write(work.resolve("noise.bin"), noise);
        commit("one");
        assertThatThrownBy(() -> fetchWithin(1024 * 1024))
                .hasMessageContaining("is too large: more than 1048576 bytes");
        assertThat(fetchWithin(8 * 1024 * 1024))
                .isEqualTo(git("rev-parse", "HEAD").strip());

        // A hundred thousand bytes on the way.
        Files.write(work.resolve("zeros.bin"), new byte[101 * 1024 * 1024]);
        commit("two");
        assertThatThrownBy(() -> fetchWithin(8 * 1024 * 1024))
                .hasMessageContaining("is too large: an object of more than 104857600 bytes");
    }

    private String fetchWithin(long bytes) {
        GitSettings settings = settings("main");
        try (GitSource source = GitSource.open(
                settings,
                dev.weft.sources.git.state.StateFolder.open(settings.state(), settings.identity()),
                new GitSource.Objects(
                        folder.resolve("objects"), new GitSource.Bounds(bytes, java.time.Duration.ofMinutes(10))))) {
            return source.fetch(Rewind.REFUSED).hash();
        }
    }

    private String fetched(String ref) {
        try (GitSource source = open(ref)) {
            return source.fetch(Rewind.REFUSED).hash();
        }
    }

    private void apply() {
        apply(Rewind.REFUSED);
    }

    private void apply(Rewind allowed) {
        try (GitSource source = open("main")) {
            source.onApplied(source.fetch(allowed), NOON);
        }
    }

    private GitSource open(String ref) {
        return GitSource.open(settings(ref));
    }

    private GitSettings settings(String ref) {
        return new GitSettings(
                GitUrl.of(work.toString()),
                ref,
                TreePath.of("fleet"),
                folder.resolve("state-" + ref.replace('/', '-')),
                Access.OPEN,
                CommitTrust.EVERYBODY);
    }

    private String commit(String name) throws Exception {
        Path file = work.resolve("fleet/a.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: " + name + "}}\n");
        git("add", "-A");
        git("commit", "-q", "-m", "Make it " + name);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new Tool(work).run(command);
    }
}
