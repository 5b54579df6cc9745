package dev.weft.router.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.router.Timers;
import dev.weft.testkit.ManualClock;
import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link's thread and the realm's are two here, as in a process. */
class HandoverTest {

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final Timers timers = Timers.on(loop);
    private final Realm realm = Realms.create(
            RealmOptions.of("realm1"), new RealmEnvironment(loop, IdSource.scrambled(1), new ManualClock(), timers));

    @AfterEach
    void stop() {
        loop.shutdownNow();
    }

    private static final class Anyone implements Authenticator {
        @Override
        public String method() {
            return "anonymous";
        }

        @Override
        public CompletionStage<Step> hello(Applicant applicant) {
            return CompletableFuture.completedFuture(new Accept(null, "x", "user", "static", Dict.empty()));
        }
    }

    @Test
    void messages_that_follow_welcome_closely_keep_their_order() {
        realm.putRole(new RoleRules("user", StaticPermissions.everything()))
                .toCompletableFuture()
                .join();
        Admission admission =
                new Admission(name -> Optional.of(realm), List.of(new Anyone()), timers, HandshakeTimeouts.DEFAULT);
        for (int round = 0; round < 200; round++) {
            RecordingLink link = new RecordingLink();
            LinkHandler handler = admission.accept(link);
            handler.onMessage(new Hello("realm1", Dict.empty()));
            while (link.sent(Welcome.class).isEmpty()) {
                Thread.onSpinWait();
            }
            for (long request = 1; request <= 20; request++) {
                handler.onMessage(new Subscribe(request, Dict.empty(), "com.topic" + request));
            }
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> link.sent(Subscribed.class).size() == 20 || link.closeReason() != null);

            assertThat(link.sent(Subscribed.class))
                    .extracting(Subscribed::request)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }
}
