package dev.weft.router.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.testkit.ManualClock;
import dev.weft.testkit.ManualExecutor;
import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Welcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session whose link and realm are on one loop, from HELLO on. */
class DirectBatchTest {

    private final ManualExecutor loop = new ManualExecutor();
    private final Realm realm = Realms.create(
            RealmOptions.of("realm1"),
            new RealmEnvironment(loop, IdSource.scrambled(1), new ManualClock(), (delay, task) -> () -> {}));
    private final RecordingLink link = new RecordingLink();

    private LinkHandler joined() {
        realm.putRole(new RoleRules("anonymous", StaticPermissions.everything()));
        Admission admission = new Admission(
                name -> Optional.of(realm),
                List.of(new AnonymousAuthenticator("anonymous", byte[]::new)),
                (delay, task) -> () -> {},
                HandshakeTimeouts.DEFAULT);
        LinkHandler handler = admission.accept(link);
        handler.onMessage(new Hello(
                "realm1",
                Dict.of("roles", Dict.of("subscriber", Dict.empty().values()).values())));
        loop.runAll();
        assertThat(link.last(Welcome.class)).isNotNull();
        return handler;
    }

    @Test
    void what_was_read_together_is_answered_before_the_read_is_over() {
        link.setBatchesOn(loop);
        LinkHandler handler = joined();

        handler.onBatchBegin();
        handler.onMessage(new Subscribe(1, Dict.empty(), "com.example.one"));
        handler.onMessage(new Subscribe(2, Dict.empty(), "com.example.two"));

        assertThat(link.sent(Subscribed.class)).extracting(Subscribed::request).containsExactly(1L, 2L);
        handler.onBatchEnd();
        assertThat(loop.queued()).isZero();
    }

    @Test
    void on_another_loop_it_waits_for_the_realms() {
        link.setBatchesOn(new ManualExecutor());
        LinkHandler handler = joined();

        handler.onBatchBegin();
        handler.onMessage(new Subscribe(1, Dict.empty(), "com.example.one"));
        handler.onBatchEnd();

        assertThat(link.sent(Subscribed.class)).isEmpty();
        loop.runAll();
        assertThat(link.sent(Subscribed.class)).hasSize(1);
    }
}
