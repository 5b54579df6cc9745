package dev.weft.controller.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leads, on clocks that the test sets: a lease of 15 s, so that a renewal counts for 10. */
class LeadershipTest {

    private final Store store = new Store();

    @Test
    void the_first_leads_and_the_second_waits() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        one.leadership.look();
        two.leadership.look();

        assertThat(one.told).containsExactly("leads");
        assertThat(one.leadership.holds()).isTrue();
        assertThat(two.told).isEmpty();
        assertThat(two.leadership.holds()).isFalse();
    }

    @Test
    void a_leader_that_renews_goes_on_for_ever() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        for (int second = 0; second < 100; second += 2) {
            one.leadership.look();
            one.leadership.watch();
            two.leadership.look();
            pass(2, one, two);
        }
        assertThat(one.told).containsExactly("leads");
        assertThat(two.told).isEmpty();
    }

    @Test
    void a_leader_that_was_paused_holds_nothing_before_another_leads_and_ends_itself() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        one.leadership.look();
        int seconds = 0;
        while (!two.leadership.holds()) {
            two.leadership.look();
            pass(1, one, two);
            seconds++;
            assertThat(one.leadership.holds() && two.leadership.holds()).isFalse();
        }
        assertThat(seconds).isGreaterThanOrEqualTo(15);
        assertThat(one.leadership.holds()).isFalse();

        one.leadership.look();

        assertThat(one.told).hasSize(2).last().asString().contains("held by two now");
        one.leadership.watch();
        assertThat(one.told).as("told once").hasSize(2);
    }

    @Test
    void it_is_over_by_either_clock() {
        Candidate asleep = new Candidate("asleep");
        asleep.leadership.look();
        asleep.clock.day += 11_000;
        assertThat(asleep.leadership.holds()).isFalse();

        store.stored = Optional.empty();
        Candidate set = new Candidate("set back");
        set.leadership.look();
        set.clock.day -= 3_600_000;
        set.clock.forward += Duration.ofSeconds(11).toNanos();
        assertThat(set.leadership.holds()).isFalse();
    }

    @Test
    void a_clock_that_is_wrong_by_hours_changes_nothing() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        two.clock.day += 7_200_000;
        one.leadership.look();
        two.leadership.look();
        pass(14, one, two);
        two.leadership.look();
        assertThat(two.told).isEmpty();
    }

    @Test
    void a_renewal_that_is_answered_too_late_is_none() {
        Candidate one = new Candidate("one");
        one.leadership.look();
        store.onWrite = () -> pass(11, one);
        one.leadership.look();

        assertThat(one.leadership.holds()).isFalse();
        one.leadership.watch();
        assertThat(one.told).last().asString().contains("could not be renewed within 10 s");
    }

    @Test
    void without_an_api_server_it_is_over_after_two_thirds() {
        Candidate one = new Candidate("one");
        one.leadership.look();
        store.broken = true;
        pass(9, one);
        one.leadership.look();
        one.leadership.watch();
        assertThat(one.told).containsExactly("leads");

        pass(2, one);
        one.leadership.watch();

        assertThat(one.told).hasSize(2);
    }

    @Test
    void another_process_of_the_same_name_is_another() {
        Candidate before = new Candidate("pod");
        Candidate after = new Candidate("pod");
        before.leadership.look();
        after.leadership.look();
        assertThat(after.told).isEmpty();
        pass(15, before, after);
        after.leadership.look();
        assertThat(after.told).containsExactly("leads");

        before.leadership.look();

        assertThat(before.told).last().asString().contains("is lost");
    }

    @Test
    void what_is_given_back_is_taken_at_once() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        one.leadership.look();
        two.leadership.look();

        one.leadership.close();
        one.leadership.release();
        two.leadership.look();

        assertThat(one.leadership.holds()).isFalse();
        assertThat(one.told).containsExactly("leads");
        assertThat(two.told).containsExactly("leads");
    }

    @Test
    void of_two_that_take_it_at_once_one_gets_it() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        store.onWrite = two.leadership::look;
        one.leadership.look();

        assertThat(two.told).containsExactly("leads");
        assertThat(one.told).isEmpty();
    }

    @Test
    void a_leader_that_cannot_begin_gives_way() {
        Candidate one = new Candidate("one");
        one.unable = true;
        one.leadership.look();

        assertThat(one.told).hasSize(2).last().asString().contains("the disk is full", "Ending at once");
        assertThat(one.leadership.holds()).isFalse();
    }

    @Test
    void an_api_server_that_takes_its_time_for_everything_loses_no_leader() {
        Candidate one = new Candidate("one");
        LeaseSettings settings = settings("one");
        store.onRequest = () -> pass(settings.patience(), one);
        for (int i = 0; i < 20; i++) {
            one.leadership.look();
            assertThat(one.leadership.holds()).isTrue();
            pass(settings.pause(), one);
            one.leadership.watch();
        }
        assertThat(settings.patience()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(one.told).containsExactly("leads");
    }

    @Test
    void an_answer_that_is_lost_loses_no_leader() {
        Candidate one = new Candidate("one");
        LeaseSettings settings = settings("one");
        one.leadership.look();
        pass(settings.pause(), one);
        store.mute = true;
        store.onWrite = () -> pass(settings.patience(), one);
        one.leadership.look();
        store.mute = false;
        pass(settings.pause(), one);
        one.leadership.watch();
        assertThat(one.told).containsExactly("leads");

        // It was written, and is not as it was read last.
        one.leadership.look();
        pass(settings.holds().minusSeconds(1), one);

        one.leadership.watch();
        assertThat(one.leadership.holds()).isTrue();
    }

    @Test
    void what_a_leader_keeps_is_renewed_without_reading_it_and_another_who_took_it_is_noticed() {
        Candidate one = new Candidate("one");
        Candidate two = new Candidate("two");
        one.leadership.look();
        AtomicInteger requests = new AtomicInteger();
        store.onRequest = requests::incrementAndGet;
        one.leadership.look();
        assertThat(requests).hasValue(1);

        two.leadership.look();
        pass(15, two);
        two.leadership.look();
        assertThat(two.told).containsExactly("leads");
        one.leadership.look();
        assertThat(one.told).last().asString().contains("held by two now");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 7, 15, 60})
    void the_times_of_a_lease_fit_into_each_other(long seconds) {
        LeaseSettings settings = new LeaseSettings("system", "lease", "one", Duration.ofSeconds(seconds));

        assertThat(settings.patience().multipliedBy(2).plus(settings.pause())).isLessThan(settings.holds());
        assertThat(settings.pause().multipliedBy(2).plus(settings.patience())).isLessThan(settings.holds());
        assertThat(settings.connecting()).isLessThan(settings.patience());
    }

    @Test
    void the_client_of_its_own_finds_the_file_that_tokens_are_refreshed_from(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: t}}]
                """);
        Config cluster = Config.fromKubeconfig(file.toFile());

        Config own = ClusterLease.config(cluster, settings("one"));

        assertThat(own.getFile()).isEqualTo(file.toFile()).isEqualTo(cluster.getFile());
        assertThat(own.getFileWithAuthInfo()).isEqualTo(file.toFile());
        assertThat(own.getAutoConfigure()).isEqualTo(cluster.getAutoConfigure());
        assertThat(own.getRequestTimeout()).isEqualTo(4_000);
        assertThat(own.refresh().getAutoOAuthToken()).isEqualTo("t");
    }

    private static LeaseSettings settings(String identity) {
        return new LeaseSettings("system", "lease", identity, LeaseSettings.USUAL);
    }

    private static void pass(Duration time, Candidate... who) {
        for (Candidate each : who) {
            each.clock.forward += time.toNanos();
            each.clock.day += time.toMillis();
        }
    }

    private static void pass(long seconds, Candidate... who) {
        for (Candidate each : who) {
            each.clock.forward += Duration.ofSeconds(seconds).toNanos();
            each.clock.day += Duration.ofSeconds(seconds).toMillis();
        }
    }

    /** One who wants to lead, and what it was told. */
    private final class Candidate implements Leadership.Listener {

        private final SetClock clock = new SetClock();
        private final List<String> told = new ArrayList<>();
        private final Leadership leadership;
        private boolean unable;

        Candidate(String identity) {
            leadership =
                    new Leadership(settings(identity), store, new Leadership.Times(() -> clock.forward, clock), this);
        }

        @Override
        public void onLeading() {
            told.add("leads");
            if (unable) {
                throw new IllegalStateException("the disk is full");
            }
        }

        @Override
        public void onLost(String message) {
            told.add(message);
        }
    }

    private static final class SetClock extends Clock {

        /** Near the end of what the type can count: it may wrap. */
        private long forward = Long.MAX_VALUE - 5;

        private long day = 1_800_000_000_000L;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(day);
        }
    }

    private static final class Store implements LeaseStore {

        private Optional<Stored> stored = Optional.empty();
        private long version;
        private boolean broken;
        /** Whether what is written is not answered. */
        private boolean mute;

        private Runnable onWrite = () -> {};
        private Runnable onRequest = () -> {};

        @Override
        public Optional<Stored> read() {
            onRequest.run();
            if (broken) {
                throw new KubernetesClientException("no route to host");
            }
            return stored;
        }

        @Override
        public Optional<Stored> write(Optional<Stored> over, LeaseRecord record) {
            onRequest.run();
            Runnable meanwhile = onWrite;
            onWrite = () -> {};
            meanwhile.run();
            if (broken) {
                throw new KubernetesClientException("no route to host");
            }
            if (!over.equals(stored)) {
                return Optional.empty();
            }
            stored = Optional.of(new Stored(record, String.valueOf(++version)));
            if (mute) {
                throw new KubernetesClientException("timed out");
            }
            return stored;
        }

        @Override
        public void close() {}
    }
}
