package dev.weft.fabric.testkit.matrix;

import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One feature, played by the sessions of one client through one connection. */
final class Play {

    /** Fields of a step that are not the driver's business. */
    private static final Set<String> OF_THE_PLAY = Set.of("by", "as", "of", "gives", "fails", "times");

    private final Feature feature;
    private final Cast cast;
    private final String realm;
    private final Map<String, Object> known = new LinkedHashMap<>();
    private final Map<String, Called> calls = new LinkedHashMap<>();

    /**
     * Who plays.
     *
     * @param peer what drives the client that is tested
     * @param ours what drives Weft's own
     */
    record Cast(MatrixRouter router, Driver peer, Driver ours, Connection connection) {}

    private record Called(Driver driver, Driver.Asked asked) {}

    private static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;

        Unsupported(String why) {
            super(why);
        }
    }

    private Play(Feature feature, Cast cast, String realm) {
        this.feature = feature;
        this.cast = cast;
        this.realm = realm;
    }

    /**
     * As {@link #perform}, of a feature of which it is known that the client lacks it.
     *
     * @throws AssertionError where all went as expected
     */
    static Optional<String> performInVain(Feature feature, Cast cast, String why)
            throws IOException, InterruptedException {
        try {
            perform(feature, cast);
        } catch (AssertionError e) {
            return Optional.of(why);
        }
        throw new AssertionError("went as expected, but is listed in Clients as what the client lacks");
    }

    /**
     * Plays it to its end. Empty where all went as expected; why not where the client cannot do what a step asks for.
     *
     * @throws AssertionError where something else happened
     */
    static Optional<String> perform(Feature feature, Cast cast) throws IOException, InterruptedException {
        String realm = cast.router().open();
        try {
            new Play(feature, cast, realm).all();
            return Optional.empty();
        } catch (Unsupported e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            cast.router().close(realm);
        }
    }

    private void all() throws IOException, InterruptedException, Unsupported {
        for (String name : feature.sessions()) {
            step(Map.of("do", "join", "by", name));
        }
        for (Map<String, @Nullable Object> step : feature.steps()) {
            int times = step.get("times") instanceof Integer several ? several : 1;
            for (int i = 0; i < times; i++) {
                step(step);
            }
        }
    }

    private void step(Map<String, @Nullable Object> step) throws IOException, InterruptedException, Unsupported {
        String what = String.valueOf(step.get("do"));
        try {
            if (what.equals("answer")) {
                Called called = Trees.known(calls, step.get("of"));
                check(step, called.driver().await(called.asked()));
                return;
            }
            String name = String.valueOf(step.get("by"));
            Driver driver = feature.ours().contains(name) ? cast.ours() : cast.peer();
            Driver.Asked asked = driver.ask(command(what, name, step));
            if (what.equals("call") && step.containsKey("as")) {
                calls.put(String.valueOf(step.get("as")), new Called(driver, asked));
                return;
            }
            Map<String, @Nullable Object> answer = driver.await(asked);
            check(step, answer);
            Object id = Trees.dict(answer.get("ok")).get(what.equals("join") ? "session" : "id");
            if (id != null) {
                known.put(what.equals("join") ? name : String.valueOf(step.get("as")), id);
            }
        } catch (AssertionError e) {
            throw new AssertionError(step + ": " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    feature.name() + ", " + cast.connection() + ": " + step + ": " + e.getMessage(), e);
        }
    }

    private Map<String, @Nullable Object> command(String what, String name, Map<String, @Nullable Object> step) {
        Map<String, @Nullable Object> command = new LinkedHashMap<>();
        step.forEach((field, value) -> {
            if (!OF_THE_PLAY.contains(field)) {
                command.put(field, meant(value));
            }
        });
        command.put("session", name);
        switch (what) {
            case "join" -> {
                Connection connection =
                        feature.ours().contains(name) ? cast.connection().other() : cast.connection();
                command.put("url", cast.router().url(connection));
                command.put("serializer", connection.serializer());
                command.put("realm", realm);
                command.put("authid", name);
                command.put("ticket", name);
            }
            case "seen" ->
                command.putIfAbsent(
                        "count", (long) Trees.list(step.get("gives")).size());
            case "cancel" -> {
                Called called = Trees.known(calls, step.get("call"));
                command.put("call", called.asked().id());
            }
            default -> {}
        }
        return command;
    }

    private void check(Map<String, @Nullable Object> step, Map<String, @Nullable Object> answer) throws Unsupported {
        if (answer.get("unsupported") instanceof String why) {
            throw new Unsupported(why);
        }
        if (answer.containsKey("broken")) {
            throw new AssertionError(String.valueOf(answer.get("broken")));
        }
        Object failure = step.get("fails");
        boolean asExpected = failure == null ? answer.containsKey("ok") : answer.containsKey("error");
        if (failure instanceof String uri) {
            asExpected =
                    asExpected && uri.equals(Trees.dict(answer.get("error")).get("uri"));
        } else if (failure != null) {
            asExpected =
                    asExpected && Expectation.payloadMet(Trees.dict(meant(failure)), Trees.dict(answer.get("error")));
        } else if (step.containsKey("gives")) {
            asExpected = asExpected && given(meant(step.get("gives")), answer.get("ok"));
        }
        if (!asExpected) {
            throw new AssertionError("not as expected: " + JsonText.line(answer));
        }
    }

    private static boolean given(@Nullable Object expected, @Nullable Object given) {
        if (!(expected instanceof List<?> entries)) {
            return Expectation.payloadMet(Trees.dict(expected), Trees.dict(given));
        }
        List<@Nullable Object> seen = Trees.list(given);
        if (seen.size() != entries.size()) {
            return false;
        }
        for (int i = 0; i < seen.size(); i++) {
            if (!Expectation.payloadMet(Trees.dict(entries.get(i)), Trees.dict(seen.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** The value with what names stand for in place of the names; integers are long. */
    private @Nullable Object meant(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> out = Trees.list(list);
            out.replaceAll(this::meant);
            return out;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> out = Trees.dict(map);
            out.replaceAll((key, inner) -> meant(inner));
            return out;
        }
        if (value instanceof String text && text.startsWith("${") && text.endsWith("}")) {
            return known.getOrDefault(text.substring(2, text.length() - 1), text);
        }
        return value instanceof Integer small ? Long.valueOf(small) : value;
    }
}
