package dev.weft.node.worker.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.CookieConfig;
import dev.weft.config.endpoint.CookieStore;
import dev.weft.config.schema.Blocks;
import dev.weft.testkit.RecordingHandler;
import dev.weft.testkit.RecordingLink;
import dev.weft.transport.server.CookieTracking.Cookie;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Ask;
import dev.weft.wamp.auth.Authenticator.Pass;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieJarTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private int drawn;
    private final CookieJar jar = jar(Map.of());

    @Test
    void who_watches_for_a_logout_passes_on_what_comes_together() {
        RecordingHandler session = new RecordingHandler();
        LinkInfo info = new LinkInfo("websocket", "json", "peer", false, Map.of(), Map.of(), null, "cookie");
        LinkHandler watching = new LogoutWatch(link -> session, jar).accept(new RecordingLink(info));

        watching.onBatchBegin();
        watching.onMessage(new Goodbye(Dict.empty(), "wamp.close.logout"));
        watching.onBatchEnd();
        watching.onClosed(CloseReason.normal());

        assertThat(session.heard()).containsExactly("begin", "GOODBYE", "end", "closed");
    }

    private CookieJar jar(Map<String, Object> config) {
        CookieConfig read =
                Blocks.read(CookieConfig.class, new LinkedHashMap<>(config)).require();
        return jars().of(read);
    }

    private CookieJars jars() {
        return jars(Runnable::run);
    }

    private CookieJars jars(Executor blocking) {
        return new CookieJars(
                folder,
                count -> {
                    byte[] bytes = new byte[count];
                    bytes[0] = (byte) ++drawn;
                    return bytes;
                },
                () -> now,
                blocking);
    }

    @Test
    void a_browser_that_nobody_knows_gets_a_cookie_that_no_script_and_no_other_site_can_use() {
        Cookie cookie = jar.recognise(null, false);

        assertThat(cookie.value()).hasSize(24);
        assertThat(cookie.header())
                .isEqualTo("cbtid=" + cookie.value() + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
        assertThat(jar.recognise(null, true).header()).endsWith("; SameSite=Lax; Secure");
        assertThat(jar(Map.of("name", "id", "length", 64L, "max_age", 60L, "same_site", "Strict", "secure", true))
                        .recognise(null, false)
                        .header())
                .matches("id=.{64}; Max-Age=60; Path=/; HttpOnly; SameSite=Strict; Secure");
        assertThat(cookie.toString()).doesNotContain(cookie.value());
    }

    @Test
    void nobody_chooses_his_cookie() {
        assertThat(jar.recognise("cbtid=chosen", false).value()).isNotEqualTo("chosen");
        assertThat(jar.recognise("other=1; cbtid=chosen", false).header()).isNotNull();
    }

    @Test
    void who_logged_in_is_known_by_his_cookie_until_it_expires() {
        String cookie = jar.recognise(null, false).value();
        remember(jar, cookie, "joe");

        assertThat(jar.recognise("a=b; cbtid=" + cookie + "; c=d", false)).isEqualTo(new Cookie(cookie, null));
        assertThat(jar.recognise("$Version=\"1\"; cbtid=\"" + cookie + "\"", false))
                .isEqualTo(new Cookie(cookie, null));
        now = now.plus(WEEK);
        assertThat(jar.find(cookie)).isEmpty();
        assertThat(jar.recognise("cbtid=" + cookie, false).value()).isNotEqualTo(cookie);
    }

    @Test
    void a_cookie_that_was_planted_makes_nobody_somebody_else() {
        remember(jar, "of-mallory", "mallory");

        remember(jar, "of-mallory", "joe");

        assertThat(jar.find("of-mallory")).isEmpty();
    }

    @Test
    void a_logout_forgets() {
        remember(jar, "c", "joe");

        jar.forget("c");

        assertThat(jar.find("c")).isEmpty();
    }

    @Test
    void the_oldest_login_makes_room_for_one_more() {
        for (int i = 0; i <= LoginStore.MOST; i++) {
            remember(jar, "cookie" + i, "user" + i);
        }

        assertThat(jar.find("cookie0")).isEmpty();
        assertThat(jar.find("cookie1")).isPresent();
        assertThat(jar.find("cookie" + LoginStore.MOST)).isPresent();
    }

    @Test
    void a_file_keeps_logins_over_a_restart_but_no_cookie() throws Exception {
        Map<String, Object> config = Map.of("store", Map.of("type", "file", "filename", "cookies.json"));
        remember(jar(config), "secret-cookie", "joe");
        Path file = folder.resolve("cookies.json");

        assertThat(jar(config).find("secret-cookie").orElseThrow().who().authid())
                .isEqualTo("joe");
        assertThat(Files.readString(file)).contains("joe").doesNotContain("secret-cookie");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, Object> purging =
                Map.of("store", Map.of("type", "file", "filename", "cookies.json", "purge_on_startup", true));
        assertThat(jar(purging).find("secret-cookie")).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_kept_aside_and_everybody_logs_in_again() throws Exception {
        Map<String, Object> config = Map.of("store", Map.of("type", "file", "filename", "cookies.json"));
        Path file = folder.resolve("cookies.json");
        for (String unreadable : List.of("[{\"cookie\"", "[{\"cookie\": \"of an older version\"}]", "[7]")) {
            Files.writeString(file, unreadable);
            CookieJar empty = jar(config);
            assertThat(folder.resolve("cookies.json.unreadable")).hasContent(unreadable);
            remember(empty, "c", "joe");
            assertThat(jar(config).find("c")).isPresent();
        }
    }

    @Test
    void a_file_that_is_somebody_elses_is_left_alone() throws Exception {
        Map<String, Object> config = Map.of("store", Map.of("type", "file", "filename", "cookies.json"));
        Path file = folder.resolve("cookies.json");
        for (String other : List.of("{\"no\": \"list\"}", "no json")) {
            Files.writeString(file, other);
            assertThatThrownBy(() -> jar(config)).hasMessageContaining("cookies.json");
            assertThat(file).hasContent(other);
        }
        assertThatThrownBy(() -> jar(Map.of("store", Map.of("type", "file", "filename", "."))))
                .hasMessageContaining("is no file of logins");
    }

    @Test
    void a_full_file_can_be_read_again_and_names_that_are_too_long_are_not_remembered() {
        Queue<Runnable> writing = new ArrayDeque<>();
        CookieConfig config =
                new CookieConfig("cbtid", 24, 60, new CookieStore.File("cookies.json", false), false, false, null);
        CookieJar full = jars(writing::add).of(config);
        String longest = "\u0001".repeat((LoginStore.MOST_BYTES - "[\"realm1\",\"\",\"machine\"]".length()) / 6);
        for (int i = 0; i < LoginStore.MOST; i++) {
            remember(full, "cookie" + i, longest);
        }
        remember(full, "new", longest + "\u0001");
        writing.forEach(Runnable::run);

        CookieJar again = jars().of(config);
        assertThat(again.find("cookie0")).isPresent();
        assertThat(again.find("new")).isEmpty();
        assertThat(again.find("cookie" + (LoginStore.MOST - 1))).isPresent();
    }

    @Test
    void a_login_ends_with_the_configuration_that_it_was_proved_by() {
        List<Authenticator> ticket = List.of(
                new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("joe", "machine", "s3cret")))));
        List<Authenticator> before = CookieAuthentication.with(jar, List.of(), auth("joe", "ann"), ticket);
        List<Authenticator> same = CookieAuthentication.with(jar, List.of(), auth("ann", "joe"), ticket);
        List<Authenticator> after = CookieAuthentication.with(jar, List.of(), auth("ann"), ticket);

        Ask ask = (Ask) step(before.get(0), "realm1", "joe", "c");
        ask.verifier().verify(new Authenticate("s3cret", Dict.empty()));

        assertThat(jar.find("c")).isPresent();
        assertThat(step(same.get(1), "realm1", null, "c")).isInstanceOf(Accept.class);
        assertThat(step(after.get(1), "realm1", null, "c")).isInstanceOf(Pass.class);
    }

    private static TransportAuth auth(String... authids) {
        Map<String, Object> principals = new LinkedHashMap<>();
        for (String authid : authids) {
            principals.put(authid, Map.of("ticket", "s3cret", "role", "machine"));
        }
        Map<String, Object> auth = Map.of(
                "cookie", Map.of("type", "static"), "ticket", Map.of("type", "static", "principals", principals));
        return Blocks.read(TransportAuth.class, auth).require();
    }

    private static void remember(CookieJar jar, String cookie, String authid) {
        jar.remember(cookie, new Login.Who("realm1", authid, "machine"), "stamp");
    }

    @Test
    void transports_with_one_file_share_who_logged_in() {
        CookieJars jars = jars();
        CookieConfig config =
                new CookieConfig("cbtid", 24, 60, new CookieStore.File("cookies.json", false), false, false, null);

        remember(jars.of(config), "c", "joe");

        assertThat(jars.of(config).find("c")).isPresent();
    }

    @Test
    void a_login_by_another_method_is_noted_and_the_cookie_then_decides() {
        List<Authenticator> offered = CookieAuthentication.with(
                jar,
                List.of(),
                auth("joe"),
                List.of(new TicketAuthenticator(
                        new StaticPrincipals(List.of(Principal.of("joe", "machine", "s3cret"))))));
        Authenticator ticket = offered.get(0);
        Authenticator cookie = offered.get(1);
        assertThat(step(cookie, "realm1", null, "c")).isInstanceOf(Pass.class);

        Ask ask = (Ask) step(ticket, "realm1", "joe", "c");
        Step denied = ask.verifier()
                .verify(new Authenticate("wrong", Dict.empty()))
                .toCompletableFuture()
                .join();
        assertThat(denied).isInstanceOf(Authenticator.Deny.class);
        assertThat(step(cookie, "realm1", null, "c")).isInstanceOf(Pass.class);
        ask.verifier().verify(new Authenticate("s3cret", Dict.empty()));

        Accept same = new Accept("realm1", "joe", "machine", "cookie", Dict.empty());
        assertThat(step(cookie, "realm1", null, "c")).isEqualTo(same);
        assertThat(step(cookie, null, "joe", "c")).isEqualTo(same);
        assertThat(step(cookie, "realm2", null, "c")).isInstanceOf(Pass.class);
        assertThat(step(cookie, "realm1", "ann", "c")).isInstanceOf(Pass.class);
        assertThat(step(cookie, "realm1", null, "d")).isInstanceOf(Pass.class);
        assertThat(step(cookie, "realm1", null, null)).isInstanceOf(Pass.class);
    }

    private static Step step(
            Authenticator method, @Nullable String realm, @Nullable String authid, @Nullable String cookie) {
        Hello hello = new Hello(realm, authid == null ? Dict.empty() : Dict.of("authid", authid));
        LinkInfo link = new LinkInfo("websocket", "json", "tcp4:127.0.0.1:1", false, Map.of(), Map.of(), null, cookie);
        return method.hello(Applicant.of(hello, link)).toCompletableFuture().join();
    }

    @Test
    void cookies_that_cannot_be_trusted_are_refused() {
        assertThatThrownBy(() -> CookieAuthentication.with(null, List.of(), auth("joe"), List.of()))
                .hasMessageContaining("sets no cookie");
        assertThatThrownBy(
                        () -> CookieAuthentication.with(jar(Map.of("length", 6L)), List.of(), auth("joe"), List.of()))
                .hasMessageContaining("too short");
        CookieJar everywhere = jar(Map.of("same_site", "None"));
        for (List<String> origins : List.of(List.<String>of(), List.of("*"))) {
            assertThatThrownBy(() -> CookieAuthentication.with(everywhere, origins, auth("joe"), List.of()))
                    .hasMessageContaining("allowed_origins");
        }
        assertThat(CookieAuthentication.with(everywhere, List.of("https://plant.example"), auth("joe"), List.of()))
                .hasSize(1);
        assertThatThrownBy(() -> jar(Map.of("store", Map.of("type", "database", "path", "cookies"))))
                .hasMessageContaining("crossbar.error.feature_unavailable");
    }
}
