package dev.weft.sources.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sources.git.GitFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitUrlTest {

    @Test
    void urls_of_the_usual_forms_are_taken() {
        assertThat(GitUrl.of("https://git.example.com:8443/fleet.git"))
                .returns(GitUrl.Scheme.HTTPS, GitUrl::scheme)
                .returns("git.example.com", GitUrl::host);
        assertThat(GitUrl.of("ssh://git@git.example.com:2222/fleet.git").scheme())
                .isEqualTo(GitUrl.Scheme.SSH);
        assertThat(GitUrl.of("git@git.example.com:org/fleet.git"))
                .returns(GitUrl.Scheme.SSH, GitUrl::scheme)
                .returns("git.example.com", GitUrl::host);
        assertThat(GitUrl.of("/srv/git/fleet.git").scheme()).isEqualTo(GitUrl.Scheme.FOLDER);
        assertThat(GitUrl.of("file:///srv/git/fleet.git").scheme()).isEqualTo(GitUrl.Scheme.FOLDER);
    }

    @Test
    void credentials_in_a_url_are_refused_and_not_repeated() {
        for (String url : List.of(
                "https://bot:s3cret@git.example.com/fleet.git",
                "https://s3cret@git.example.com/fleet.git",
                "ssh://git:s3cret@git.example.com/fleet.git")) {
            assertThatThrownBy(() -> GitUrl.of(url))
                    .isInstanceOf(GitFailure.class)
                    .hasMessageContaining("holds credentials")
                    .hasMessageContaining("***@git.example.com")
                    .satisfies(failure -> assertThat(((GitFailure) failure).text() + ((GitFailure) failure).remedy())
                            .doesNotContain("s3cret")
                            .contains("--token-env"));
        }
    }

    @Test
    void what_is_not_encrypted_or_not_git_is_refused() {
        for (String url : List.of(
                "http://git.example.com/fleet.git",
                "git://git.example.com/fleet.git",
                "ftp://git.example.com/fleet.git",
                "https:///fleet.git",
                "--upload-pack=touch /tmp/x",
                " ")) {
            assertThatThrownBy(() -> GitUrl.of(url)).as(url).isInstanceOf(GitFailure.class);
        }
    }

    @Test
    void redaction_takes_user_and_password_out_of_every_url_in_a_text() {
        assertThat(GitUrl.redacted("https://a:b@h/x: cannot open https://c@h/y, see ssh://git@h/z"))
                .isEqualTo("https://***@h/x: cannot open https://***@h/y, see ssh://***@h/z");
        assertThat(GitUrl.redacted("git@host:path and https://host/a@b"))
                .isEqualTo("git@host:path and https://host/a@b");
    }

    @Test
    void a_login_does_not_print_its_token() {
        assertThat(new Access.Login("bot", "s3cret")).asString().isEqualTo("bot:***");
    }
}
