package dev.weft.router.metaapi;

import dev.weft.router.dealer.BuiltIn;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.Member;
import dev.weft.router.session.SessionTable;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** {@code wamp.session.*}. */
final class SessionProcedures {

    private final SessionTable sessions;
    private final BiConsumer<Member, Goodbye> killer;

    SessionProcedures(SessionTable sessions, BiConsumer<Member, Goodbye> killer) {
        this.sessions = sessions;
        this.killer = killer;
    }

    void addTo(Map<String, BuiltIn> procedures) {
        procedures.put(
                "wamp.session.count",
                (caller, payload) -> Payload.of((long) list(payload).size()));
        procedures.put("wamp.session.list", (caller, payload) -> Payload.of(list(payload)));
        procedures.put(
                "wamp.session.get",
                (caller, payload) -> Payload.of(Descriptions.of(require(new MetaArguments(payload).id(0, "session")))));
        procedures.put("wamp.session.kill", this::kill);
        procedures.put("wamp.session.kill_by_authid", (caller, payload) -> {
            String authid = new MetaArguments(payload).text(0, "authid");
            return Payload.of(
                    killAll(caller, payload, member -> member.details().authid().equals(authid)));
        });
        procedures.put("wamp.session.kill_by_authrole", (caller, payload) -> {
            String authrole = new MetaArguments(payload).text(0, "authrole");
            return Payload.of(killAll(
                    caller, payload, member -> member.details().authrole().equals(authrole)));
        });
        procedures.put(
                "wamp.session.kill_all",
                (caller, payload) -> Payload.of(
                        (long) killAll(caller, payload, member -> true).size()));
    }

    private List<Long> list(Payload payload) {
        List<?> roles = new MetaArguments(payload).optionalList(0, "filter_authroles");
        List<Long> ids = new ArrayList<>();
        for (Member member : sessions.all()) {
            if (roles == null || roles.contains(member.details().authrole())) {
                ids.add(member.id());
            }
        }
        return ids;
    }

    private Member require(long id) {
        Member member = sessions.get(id);
        if (member == null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_SESSION, "no session " + id + " in this realm");
        }
        return member;
    }

    private Payload kill(Member caller, Payload payload) {
        Member victim = require(new MetaArguments(payload).id(0, "session"));
        if (victim == caller) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_SESSION, "a session cannot kill itself: use GOODBYE");
        }
        killer.accept(victim, goodbye(payload));
        return Payload.empty();
    }

    /** Ends all sessions that the condition holds for, except the caller. */
    private List<Long> killAll(Member caller, Payload payload, Predicate<Member> condition) {
        Goodbye goodbye = goodbye(payload);
        List<Long> killed = new ArrayList<>();
        for (Member member : sessions.find(condition)) {
            if (member != caller) {
                killed.add(member.id());
                killer.accept(member, goodbye);
            }
        }
        return killed;
    }

    /** Reason and message come as keywords, or after the session, authid or authrole. */
    private static Goodbye goodbye(Payload payload) {
        MetaArguments arguments = new MetaArguments(payload);
        String reason = arguments.optionalText(1, "reason");
        String message = arguments.optionalText(2, "message");
        if (reason != null && !Uri.isValid(reason)) {
            throw ApplicationError.of(ErrorUri.INVALID_URI, "no valid reason: " + Quoted.uri(reason));
        }
        return new Goodbye(
                message == null ? Dict.empty() : Dict.of("message", message),
                reason == null ? ErrorUri.CLOSE_KILLED : reason);
    }
}
