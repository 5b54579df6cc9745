package dev.weft.router.realm;

import dev.weft.router.broker.Broker;
import dev.weft.router.dealer.Dealer;
import dev.weft.router.session.Member;
import dev.weft.router.session.SessionListener;
import dev.weft.router.session.SessionTable;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Welcome;
import org.jspecify.annotations.Nullable;

/** How sessions of a realm begin and end. However one ends, everything that it held goes with it. */
final class Sessions {

    private static final Goodbye GOODBYE_AND_OUT = new Goodbye(Dict.empty(), ErrorUri.GOODBYE_AND_OUT);

    private final SessionTable table;
    private final SessionListener listener;
    private final Broker broker;
    private final Dealer dealer;

    Sessions(SessionTable table, SessionListener listener, Broker broker, Dealer dealer) {
        this.table = table;
        this.listener = listener;
        this.broker = broker;
        this.dealer = dealer;
    }

    void begin(Member member, Dict welcome) {
        table.add(member);
        member.send(new Welcome(member.id(), welcome));
        listener.onJoin(member);
    }

    /** The router ends the session. */
    void kill(Member member, Goodbye goodbye) {
        end(member, goodbye, new CloseReason(CloseReason.Kind.NORMAL, goodbye.reason()));
    }

    /** The client said GOODBYE. */
    void leave(Member member) {
        end(member, GOODBYE_AND_OUT, CloseReason.normal());
    }

    /** The client broke the protocol: only its own session suffers. */
    void abort(Member member, ProtocolViolation violation) {
        Abort abort = new Abort(Dict.of("message", violation.getMessage()), violation.uri());
        end(member, abort, new CloseReason(CloseReason.Kind.PROTOCOL_ERROR, violation.getMessage()));
    }

    /** The connection is gone, or the client sent ABORT. */
    void lose(Member member) {
        end(member, null, CloseReason.normal());
    }

    private void end(Member member, @Nullable Message last, CloseReason reason) {
        if (table.remove(member)) {
            member.end(last, reason);
            broker.leave(member);
            dealer.leave(member);
            member.lastWill().forEach(testament -> broker.publishLast(member, testament));
            listener.onLeave(member);
        }
    }
}
