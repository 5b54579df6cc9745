package dev.weft.router.realm;

import dev.weft.router.broker.Broker;
import dev.weft.router.dealer.Dealer;
import dev.weft.router.dealer.Registrations;
import dev.weft.router.session.CallTimes;
import dev.weft.router.session.Member;
import dev.weft.router.session.Receiver;
import dev.weft.router.session.Traffic;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Yield;

/** Gives each message of a session to whoever handles its type; a message that breaks the protocol ends its session. */
final class Dispatcher implements Receiver {

    private final Sessions sessions;
    private final Broker broker;
    private final Roles roles;
    private final Traffic traffic;

    /** The handlers of calls. */
    record Roles(Dealer dealer, Registrations registrations, CallTimes times) {}

    Dispatcher(Sessions sessions, Broker broker, Roles roles, Traffic traffic) {
        this.sessions = sessions;
        this.broker = broker;
        this.roles = roles;
        this.traffic = traffic;
    }

    @Override
    public void receive(Member from, Message message) {
        if (!from.isJoined()) {
            return;
        }
        traffic.countReceived(message.type());
        try {
            dispatch(from, message);
        } catch (ProtocolViolation violation) {
            sessions.abort(from, violation);
        }
    }

    @Override
    public void beginTurn() {
        roles.times().beginTurn();
    }

    @Override
    public void endTurn() {
        roles.times().endTurn();
    }

    @Override
    public void gone(Member from) {
        sessions.lose(from);
    }

    private void dispatch(Member from, Message message) {
        switch (message.type()) {
            case CALL -> {
                Call call = (Call) message;
                if (from.acceptsRequest(call.request())) {
                    roles.dealer().onCall(from, call);
                } else {
                    roles.dealer().onCallAgain(from, call);
                }
            }
            case YIELD -> roles.dealer().onYield(from, (Yield) message);
            case PUBLISH -> {
                Publish publish = (Publish) message;
                check(from, publish.request());
                broker.onPublish(from, publish);
            }
            case ERROR -> roles.dealer().onError(from, (ErrorMessage) message);
            case CANCEL -> roles.dealer().onCancel(from, (Cancel) message);
            case SUBSCRIBE -> {
                Subscribe subscribe = (Subscribe) message;
                check(from, subscribe.request());
                broker.onSubscribe(from, subscribe);
            }
            case UNSUBSCRIBE -> {
                Unsubscribe unsubscribe = (Unsubscribe) message;
                check(from, unsubscribe.request());
                broker.onUnsubscribe(from, unsubscribe);
            }
            case REGISTER -> {
                Register register = (Register) message;
                check(from, register.request());
                roles.registrations().onRegister(from, register);
            }
            case UNREGISTER -> {
                Unregister unregister = (Unregister) message;
                check(from, unregister.request());
                roles.registrations().onUnregister(from, unregister);
            }
            case GOODBYE -> sessions.leave(from);
            case ABORT -> sessions.lose(from);
            case HELLO,
                    WELCOME,
                    CHALLENGE,
                    AUTHENTICATE,
                    PUBLISHED,
                    SUBSCRIBED,
                    UNSUBSCRIBED,
                    EVENT,
                    RESULT,
                    REGISTERED,
                    UNREGISTERED,
                    INVOCATION,
                    INTERRUPT ->
                throw ProtocolViolation.of(message.type() + " is not for a client in a session to send");
        }
    }

    private static void check(Member from, long request) {
        if (!from.acceptsRequest(request)) {
            throw ProtocolViolation.of("request id " + request + " does not follow the session's earlier ones");
        }
    }
}
