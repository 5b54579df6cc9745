package dev.weft.router;

import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Dict;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One WAMP realm. All methods may be called from any thread; they hand their work to the realm's serial executor, and their stages
 * complete there.
 */
public interface Realm {

    /** The name that HELLO asks for. */
    String name();

    /** What is answered to calls that end without an answer, and what their time limits mean. */
    CallRules callRules();

    /**
     * Lets an authenticated session in: sends WELCOME on the link and returns what the link's further messages go to. Fails with
     * {@link dev.weft.wamp.error.ApplicationError} {@code wamp.error.no_such_role} or {@code wamp.error.no_such_realm} (closed).
     *
     * @param details who it is; its session id must come from {@link #nextSessionId}
     * @param hello details of its HELLO: roles and features
     */
    CompletionStage<LinkHandler> join(SessionDetails details, Dict hello, Link link);

    /** A fresh id, unique in this process. */
    long nextSessionId();

    /** A session inside this process, with the given identity. The role {@code trusted} always exists and may do everything. */
    CompletionStage<WampSession> open(String authid, String authrole);

    /**
     * Adds the role, or replaces it at once: registrations and subscriptions that its sessions hold and that the new rules do not
     * cover are revoked. Completes when that is done.
     */
    CompletionStage<Void> putRole(RoleRules role);

    /** Removes the role; its sessions are closed with {@code wamp.close.killed}. Completes with false where there was none. */
    CompletionStage<Boolean> removeRole(String name);

    CompletionStage<RealmStats> stats();

    /** Asks what the role may do, as a session of it would be answered. */
    CompletionStage<Boolean> permits(String role, Action action, String uri);

    /** Sends GOODBYE with this reason to every session and refuses new ones. Completes with the ids of the sessions that were detached. */
    CompletionStage<List<Long>> close(String reason);
}
