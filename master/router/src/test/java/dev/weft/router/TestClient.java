package dev.weft.router;

import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Yield;
import java.util.List;

/** A client that speaks in messages: what it got is in its link. Each method runs the realm's loop until it is idle. */
final class TestClient {

    final RecordingLink link = new RecordingLink();
    final SessionDetails details;
    private final RealmFixture fixture;
    private final LinkHandler handler;
    private long lastRequest;

    TestClient(RealmFixture fixture, String role, Dict hello) {
        this.fixture = fixture;
        long id = fixture.realm.nextSessionId();
        details = new SessionDetails(id, "realm1", role + "1", role, "anonymous", "static", Dict.empty());
        handler = fixture.done(fixture.realm.join(details, hello, link));
    }

    long id() {
        return details.session();
    }

    long nextRequest() {
        return ++lastRequest;
    }

    void send(Message message) {
        handler.onMessage(message);
        fixture.loop.runAll();
    }

    void vanish() {
        handler.onClosed(new CloseReason(CloseReason.Kind.LOST, "gone"));
        fixture.loop.runAll();
    }

    long call(String procedure, Object... arguments) {
        return call(procedure, Dict.empty(), Payload.of(arguments));
    }

    long call(String procedure, Dict options, Payload payload) {
        long request = nextRequest();
        send(new Call(request, options, procedure, payload));
        return request;
    }

    long register(String procedure) {
        return register(procedure, Dict.empty());
    }

    long register(String procedure, Dict options) {
        send(new Register(nextRequest(), options, procedure));
        List<Registered> answers = link.sent(Registered.class);
        return answers.isEmpty() ? 0 : answers.get(answers.size() - 1).registration();
    }

    long subscribe(String topic) {
        return subscribe(topic, Dict.empty());
    }

    long subscribe(String topic, Dict options) {
        send(new Subscribe(nextRequest(), options, topic));
        List<Subscribed> answers = link.sent(Subscribed.class);
        return answers.isEmpty() ? 0 : answers.get(answers.size() - 1).subscription();
    }

    void publish(String topic, Dict options, Object... arguments) {
        send(new Publish(nextRequest(), options, topic, Payload.of(arguments)));
    }

    /** Answers the last invocation. */
    void answer(Object... arguments) {
        send(new Yield(lastInvocation().request(), Dict.empty(), Payload.of(arguments)));
    }

    Invocation lastInvocation() {
        List<Invocation> all = link.sent(Invocation.class);
        return all.get(all.size() - 1);
    }

    Result lastResult() {
        return link.last(Result.class);
    }

    ErrorMessage lastError() {
        return link.last(ErrorMessage.class);
    }

    List<Event> events() {
        return link.sent(Event.class);
    }

    /** The first arguments of the events. */
    List<Object> heard() {
        return events().stream().map(event -> event.payload().argument(0)).toList();
    }
}
