package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Stored;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Yield;
import dev.weft.wamp.uri.MatchPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions do random things; a model of a few lines says what must come of it. */
class RandomSessionsTest {

    private static final String[] URIS = {"a", "a.b", "a.b.c", "a.x.c", "b", "b.c", "ab"};
    private static final String[] PREFIXES = {"a", "a.", "b"};
    private static final String[] WILDCARDS = {"a..c", ".b", "..c"};

    private final RealmFixture fixture = new RealmFixture(RealmOptions.of("realm1")
            .withStored(new Stored(List.of(), List.of(new Kept("a", MatchPolicy.PREFIX, 4)))));
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> departed = new ArrayList<>();

    private record Held(MatchPolicy match, String uri) {}

    /** A session, and what the model knows of it. */
    private final class Actor {
        final TestClient client;
        final Map<Long, Held> subscriptions = new HashMap<>();
        final List<Long> registrations = new ArrayList<>();
        final List<Long> calls = new ArrayList<>();
        final List<Long> unanswered = new ArrayList<>();
        int expectedEvents;
        int seenInvocations;

        Actor(Random random) {
            client = fixture.join("user", random.nextBoolean() ? RealmFixture.ALL_FEATURES : Dict.empty());
        }

        void notice() {
            List<Invocation> all = client.link.sent(Invocation.class);
            for (; seenInvocations < all.size(); seenInvocations++) {
                unanswered.add(all.get(seenInvocations).request());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_call_has_exactly_one_final_answer_and_every_event_its_recipients(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 1500; step++) {
            if (actors.size() < 2 || (actors.size() < 8 && random.nextInt(20) == 0)) {
                actors.add(new Actor(random));
            }
            act(random, actors.get(random.nextInt(actors.size())));
            actors.forEach(Actor::notice);
        }
        answerEverything();
        fixture.pass(Duration.ofHours(1));

        for (Actor actor : actors) {
            Map<Long, Integer> answers = finalAnswers(actor);
            for (long call : actor.calls) {
                assertThat(answers)
                        .as("seed %s: answers to call %s", seed, call)
                        .containsEntry(call, 1);
            }
            assertThat(answers).as("seed %s", seed).hasSameSizeAs(actor.calls);
        }
        for (Actor actor : departed) {
            assertThat(finalAnswers(actor).values()).as("seed %s", seed).allMatch(count -> count == 1);
        }
        for (Actor actor : actors) {
            assertThat(actor.client.events()).as("seed %s", seed).hasSize(actor.expectedEvents);
            assertThat(actor.client.link.closeReason()).as("seed %s", seed).isNull();
        }
        assertThat(fixture.scheduler.waiting()).as("seed %s: timers left", seed).isZero();
        actors.forEach(actor -> actor.client.vanish());
        RealmStats stats = fixture.done(fixture.realm.stats());
        assertThat(stats.sessions() + stats.registrations() + stats.subscriptions())
                .isZero();
    }

    private void act(Random random, Actor actor) {
        TestClient client = actor.client;
        switch (random.nextInt(12)) {
            case 0, 1 -> subscribe(random, actor);
            case 2 -> unsubscribe(random, actor);
            case 3, 4 -> publish(random, actor);
            case 5 -> register(random, actor);
            case 6 -> unregister(random, actor);
            case 7, 8 -> {
                Dict options = random.nextInt(4) == 0 ? Dict.of("timeout", 50L) : Dict.empty();
                actor.calls.add(client.call(URIS[random.nextInt(URIS.length)], options, Payload.of(1L)));
            }
            case 9 -> answer(random, actor);
            case 10 -> cancel(random, actor);
            default -> {
                if (random.nextInt(15) == 0) {
                    client.vanish();
                    actors.remove(actor);
                    departed.add(actor);
                } else {
                    fixture.pass(Duration.ofMillis(random.nextInt(30)));
                }
            }
        }
    }

    private static Held pattern(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Held(MatchPolicy.EXACT, URIS[random.nextInt(URIS.length)]);
            case 1 -> new Held(MatchPolicy.PREFIX, PREFIXES[random.nextInt(PREFIXES.length)]);
            default -> new Held(MatchPolicy.WILDCARD, WILDCARDS[random.nextInt(WILDCARDS.length)]);
        };
    }

    private void subscribe(Random random, Actor actor) {
        Held wanted = pattern(random);
        long id = actor.client.subscribe(
                wanted.uri(), Dict.of("match", wanted.match().wireName()));
        actor.subscriptions.put(id, wanted);
    }

    private void unsubscribe(Random random, Actor actor) {
        if (!actor.subscriptions.isEmpty()) {
            List<Long> ids = new ArrayList<>(actor.subscriptions.keySet());
            long id = ids.get(random.nextInt(ids.size()));
            actor.subscriptions.remove(id);
            actor.client.send(new Unsubscribe(actor.client.nextRequest(), id));
        }
    }

    private void publish(Random random, Actor publisher) {
        String topic = URIS[random.nextInt(URIS.length)];
        boolean excluded = random.nextBoolean();
        for (Actor actor : actors) {
            if (actor != publisher || !excluded) {
                for (Held held : actor.subscriptions.values()) {
                    actor.expectedEvents += held.match().matches(held.uri(), topic) ? 1 : 0;
                }
            }
        }
        publisher.client.publish(topic, Dict.of("exclude_me", excluded), topic);
        for (Event event : publisher.client.events()) {
            assertThat(event.payload().argument(0)).isNotNull();
        }
    }

    private void register(Random random, Actor actor) {
        Held wanted = pattern(random);
        Dict options = Dict.of("match", wanted.match().wireName())
                .with("invoke", random.nextBoolean() ? "roundrobin" : "single");
        if (random.nextBoolean()) {
            options = options.with("concurrency", 1L + random.nextInt(2));
        }
        int before = actor.client.link.sent(Registered.class).size();
        long id = actor.client.register(wanted.uri(), options);
        if (actor.client.link.sent(Registered.class).size() > before) {
            actor.registrations.add(id);
        }
    }

    private void unregister(Random random, Actor actor) {
        if (!actor.registrations.isEmpty()) {
            long id = actor.registrations.remove(random.nextInt(actor.registrations.size()));
            actor.client.send(new Unregister(actor.client.nextRequest(), id));
        }
    }

    private void answer(Random random, Actor actor) {
        if (!actor.unanswered.isEmpty()) {
            long invocation = actor.unanswered.remove(random.nextInt(actor.unanswered.size()));
            Message answer = random.nextBoolean()
                    ? new Yield(invocation, Dict.empty(), Payload.empty())
                    : new ErrorMessage(MessageType.INVOCATION, invocation, Dict.empty(), "com.error", Payload.empty());
            actor.client.send(answer);
        }
    }

    private void cancel(Random random, Actor actor) {
        if (!actor.calls.isEmpty()) {
            String[] modes = {"skip", "kill", "killnowait"};
            long call = actor.calls.get(random.nextInt(actor.calls.size()));
            actor.client.send(new Cancel(call, Dict.of("mode", modes[random.nextInt(3)])));
        }
    }

    /** As often as that lets calls go on that have waited. */
    private void answerEverything() {
        boolean more = true;
        while (more) {
            more = false;
            for (Actor actor : actors) {
                actor.notice();
                List<Long> asked = List.copyOf(actor.unanswered);
                actor.unanswered.clear();
                for (long invocation : asked) {
                    actor.client.send(new Yield(invocation, Dict.empty(), Payload.empty()));
                    more = true;
                }
            }
        }
    }

    private static Map<Long, Integer> finalAnswers(Actor actor) {
        Map<Long, Integer> answers = new HashMap<>();
        for (Message message : actor.client.link.sent()) {
            if (message instanceof Result result) {
                answers.merge(result.request(), 1, Integer::sum);
            } else if (message instanceof ErrorMessage error && error.requestType() == MessageType.CALL) {
                answers.merge(error.request(), 1, Integer::sum);
            }
        }
        return answers;
    }
}
