package dev.weft.gateway;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.WampSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A fabric as the engine sees it: what is there, and how to change it. Works against our master and an original; what ours can do
 * more is used where it announces it. Thread-safe; never blocks but in {@link #close}.
 */
public final class FabricGateway implements LiveReader, LiveEvents, Actions, AutoCloseable {

    private final FabricSessions sessions;
    private final FabricReader reader;
    private final FabricActions actions;

    private FabricGateway(FabricSessions sessions, FabricReader reader, FabricActions actions) {
        this.sessions = sessions;
        this.reader = reader;
        this.actions = actions;
    }

    /** A gateway that connects when it is first used. */
    public static FabricGateway of(GatewaySettings settings, Loops loops) {
        FabricSessions sessions = new FabricSessions(settings, loops);
        FabricReader reader = new FabricReader(sessions, settings.readsAtOnce());
        return new FabricGateway(sessions, reader, new FabricActions(sessions, reader, settings.secrets()));
    }

    /** Originals do not list web services that were started later, but they answer when they are asked for one. */
    @Override
    public void expect(Set<ObjectPath> wanted) {
        Set<ObjectPath> services = new HashSet<>(wanted);
        services.removeIf(path -> path.kind() != ObjectKind.SERVICE);
        reader.expect(services);
    }

    @Override
    public CompletionStage<LiveState> read(Set<String> mrealms) {
        return reader.read(mrealms);
    }

    @Override
    public CompletionStage<Optional<LiveNode>> readNode(NodeKey node) {
        return reader.readNode(node);
    }

    @Override
    public CompletionStage<Optional<LiveObject>> readObject(ObjectPath path) {
        return actions.read(path);
    }

    @Override
    public CompletionStage<Optional<String>> readDigest(NodeKey node) {
        return reader.digest(node);
    }

    @Override
    public CompletionStage<Reply> perform(Command command) {
        return actions.perform(command);
    }

    /** A session on the given realm of the master, for calls and subscriptions of one's own. Closed with the gateway. */
    public CompletionStage<WampSession> session(String realm) {
        return sessions.on(realm);
    }

    @Override
    public Following follow(String mrealm, Listener listener) {
        return FabricEvents.follow(sessions, reader, mrealm, listener);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
