package dev.weft.node.worker.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.config.auth.DynamicAuth;
import dev.weft.router.CallRules;
import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.ClientCertificate;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticatorProcedureTest {

    private static final LinkInfo LINK = new LinkInfo(
            "websocket",
            "json",
            "tcp4:127.0.0.1:1",
            true,
            Map.of(),
            Map.of("cookie", "cbtid=secret-cookie", "authorization", "Basic secret", "origin", "https://plant.example"),
            new ClientCertificate("0a".repeat(32), "0b".repeat(20), "CN=machine 7"),
            "secret-cookie");

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Queue<Duration> delays = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private Realm realm = realm(CallRules.WAMP);

    private Realm realm(CallRules rules) {
        return Realms.create(
                RealmOptions.of("realm1").withCallRules(rules),
                new RealmEnvironment(loop, IdSource.scrambled(1), InstantSource.system(), (delay, task) -> {
                    delays.add(delay);
                    due.add(task);
                    return () -> {};
                }));
    }

    @AfterEach
    void stop() {
        loop.shutdownNow();
    }

    private CompletionStage<AuthenticatorAnswer> ask(DynamicAuth config, @Nullable String wanted) {
        AuthenticatorProcedure procedure = new AuthenticatorProcedure(
                config,
                "tls",
                name -> name.equals("realm1") ? Optional.of(realm) : Optional.empty(),
                new ServiceSessions());
        Hello hello = new Hello(wanted, Dict.of("authid", "joe").with("authrole", "machine"));
        return procedure.ask(new Applicant(hello, LINK, 4711), Map.of("ticket", "shown"));
    }

    private static DynamicAuth auth(@Nullable String realm, @Nullable String role) {
        return new DynamicAuth("com.example.authenticate", realm, role);
    }

    private void offer(WampSession.InvocationHandler handler) {
        now(now(realm.open("component", "trusted")).register("com.example.authenticate", Dict.empty(), handler));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertFails(CompletionStage<?> stage, String uri) {
        assertThatThrownBy(() -> now(stage))
                .hasRootCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining(uri);
    }

    @Test
    void the_procedure_is_told_who_asks_but_no_secret_of_the_connection() {
        Queue<Payload> asked = new ConcurrentLinkedQueue<>();
        offer(call -> {
            asked.add(call.payload());
            return CompletableFuture.completedFuture(Payload.of("machine"));
        });

        AuthenticatorAnswer answer = now(ask(auth(null, null), "realm1"));

        assertThat(answer.principal().authid()).isEqualTo("joe");
        assertThat(answer.principal().authrole()).isEqualTo("machine");
        assertThat(asked.element().argument(0)).isEqualTo("realm1");
        assertThat(asked.element().argument(1)).isEqualTo("joe");
        assertThat(String.valueOf(asked.element().argument(2)))
                .contains("4711", "authmethod=tls", "ticket=shown", "https://plant.example")
                .contains("sha1=0B:0B", "sha256=0A:0A", "CN=machine 7")
                .doesNotContain("secret");
    }

    @Test
    void a_procedure_that_does_not_answer_is_given_up_within_a_handshake() {
        offer(call -> new CompletableFuture<>());

        CompletionStage<AuthenticatorAnswer> answer = ask(auth(null, null), "realm1");
        await().until(() -> !due.isEmpty());

        assertThat(delays).containsExactly(Duration.ofSeconds(10));
        due.element().run();
        assertFails(answer, "wamp.error.timeout");
    }

    @Test
    void it_is_given_up_as_soon_where_time_limits_are_seconds() {
        realm = realm(CallRules.CROSSBAR);
        offer(call -> new CompletableFuture<>());

        CompletionStage<AuthenticatorAnswer> answer = ask(auth(null, null), "realm1");
        await().until(() -> !due.isEmpty());

        assertThat(delays).containsExactly(Duration.ofSeconds(10));
        due.element().run();
        assertFails(answer, "wamp.error.canceled");
    }

    @Test
    void where_it_cannot_be_asked_the_client_is_told_why() {
        assertFails(ask(auth(null, null), "realm1"), "wamp.error.no_such_procedure");
        assertFails(ask(auth(null, null), null), "wamp.error.no_such_realm");
        assertFails(ask(auth(null, null), "realm2"), "wamp.error.no_such_realm");
        assertFails(ask(auth("realm2", null), "realm1"), "wamp.error.no_such_realm");
        assertFails(ask(auth("realm1", "nobody"), null), "wamp.error.no_such_role");
    }

    @Test
    void a_realm_that_was_closed_gets_no_calls_and_its_session_is_not_kept() {
        ServiceSessions sessions = new ServiceSessions();
        WampSession first = now(sessions.trusted(realm));
        assertThat(now(sessions.trusted(realm))).isSameAs(first);

        now(realm.close("wamp.close.close_realm"));
        now(first.closed());

        // Whoever kept it hears of its end on another thread than this one.
        await().untilAsserted(() -> assertFails(sessions.trusted(realm), "wamp.error.no_such_realm"));
    }
}
