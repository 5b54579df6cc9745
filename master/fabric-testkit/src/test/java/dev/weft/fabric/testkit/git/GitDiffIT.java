package dev.weft.fabric.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Surroundings;
import dev.weft.cli.Weft;
import dev.weft.cli.terminal.Colour;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft diff} of a repository on this machine and of one elsewhere. */
class GitDiffIT {

    @TempDir
    Path folder;

    private Forge forge = new Forge(Path.of(""));
    private String base = "";
    private String head = "";

    /** What one command line did. */
    private record Result(int status, String out, String err) {}

    @BeforeEach
    void pushTwoRevisions() throws Exception {
        forge = Forge.make(folder.resolve("forge"));
        forge.write("fleet/realm.yaml", realm("one"));
        base = forge.pushUnsigned();
        forge.git("push", "-q", "origin", "HEAD:refs/heads/base");
        forge.write("fleet/realm.yaml", realm("one") + "---\n" + realm("two"));
        head = forge.pushUnsigned();
    }

    @Test
    void two_revisions_are_compared_as_text_json_and_markdown() {
        Result text = diff(base + "..HEAD", "--path", "fleet");
        assertThat(text.status()).as("%s", text).isEqualTo(2);
        assertThat(text.out()).contains("+ two  does not exist  fleet/realm.yaml:5:1", "Changes: 1 to create.");

        Result json = diff(base + "..HEAD", "--path", "fleet", "--output", "json");
        assertThat(json.out()).contains("\"base\": \"" + base.substring(0, 10), "\"plan\": {", "\"two\"");

        Result markdown = diff(base + "..HEAD", "--path", "fleet", "--output", "markdown");
        assertThat(markdown.out())
                .startsWith("### Weft: " + base.substring(0, 10) + ".." + head.substring(0, 10))
                .contains("- `+` `two`: does not exist (`fleet/realm.yaml:5:1`)");

        assertThat(diff("HEAD..HEAD", "--path", "fleet").status()).isZero();
        assertThat(diff(head + ".." + base, "--path", "fleet").out()).contains("Documents removed: two.");
    }

    @Test
    void a_folder_that_is_in_neither_revision_is_an_error_and_one_that_is_in_one_is_not() throws Exception {
        for (String format : new String[] {"text", "json", "markdown"}) {
            Result mistyped = diff(base + "..HEAD", "--path", "flet", "--output", format);
            assertThat(mistyped.status()).isEqualTo(1);
            assertThat(mistyped.out()).isEmpty();
            assertThat(mistyped.err())
                    .contains(
                            "neither " + base.substring(0, 10) + " nor " + head.substring(0, 10)
                                    + " has a document of weft.dev in 'flet'",
                            "--path");
        }
        forge.write("new/realm.yaml", realm("three"));
        forge.pushUnsigned();

        assertThat(diff(base + "..HEAD", "--path", "new").out()).contains("+ three", "Changes: 1 to create.");
        assertThat(diff("HEAD.." + base, "--path", "new").out()).contains("Documents removed: three.");
    }

    @Test
    void errors_are_told_with_revision_and_place() throws Exception {
        forge.write("fleet/realm.yaml", realm("one") + "spec: {nam: x}\n");
        String broken = forge.pushUnsigned();

        Result text = diff(base + "..HEAD", "--path", "fleet");
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.err()).contains(broken.substring(0, 10) + ":fleet/realm.yaml:4:", "nothing was compared");
        Result markdown = diff(base + "..HEAD", "--path", "fleet", "-o", "markdown");
        assertThat(markdown.out()).startsWith("### Weft: the documents of " + broken.substring(0, 10) + " have errors");

        assertThat(diff("nobody..HEAD").err()).contains("there is no revision 'nobody'");
        assertThat(diff("HEAD").status()).isEqualTo(1);
        assertThat(diff("HEAD..HEAD", "--output", "markdown", "--max-bytes", "10")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void a_repository_elsewhere_is_fetched_and_left_nowhere() throws Exception {
        try (HttpsGitServer https = HttpsGitServer.start(forge.served(), folder)) {
            Result result = diff(
                    "base..main",
                    "--path",
                    "fleet",
                    "--git",
                    https.url(),
                    "--ca",
                    https.authority().toString());
            assertThat(result.status()).as("%s", result).isEqualTo(2);
            assertThat(result.out()).contains("+ two");
        }
    }

    @Test
    void a_host_that_does_not_exist_is_told() {
        for (String url : new String[] {"https://nowhere.invalid/x.git", "ssh://git@nowhere.invalid/x.git"}) {
            Result result = diff("base..main", "--git", url);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("nowhere.invalid/x.git cannot be read: there is no host of this name");
        }
    }

    private static String realm(String name) {
        return "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + name + "}\n";
    }

    private Result diff(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                InputStream.nullInputStream(),
                forge.checkout(),
                Map.of("HOME", folder.toString()),
                Colour.NEVER);
        String[] all = new String[arguments.length + 1];
        all[0] = "diff";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Result(Weft.run(around, all), out.toString(), err.toString());
    }
}
