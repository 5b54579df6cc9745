package dev.weft.fabric.realm;

import dev.weft.fabric.access.NodeRights;
import dev.weft.fabric.access.OwnerRights;
import dev.weft.fabric.control.Presence;
import dev.weft.fabric.remote.Forwarder;
import dev.weft.fabric.remote.NodeEvents;
import dev.weft.fabric.remote.NodeUplinks;
import dev.weft.fabric.remote.Outlet;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.router.Realm;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ErrorUri;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A management realm that runs: its WAMP realm, the master's session on it, and the nodes as seen from there. */
public final class RunningRealm {

    private final ManagementRealm realm;
    private final Realm wamp;
    private final WampSession session;
    private final Presence presence;
    private final NodeUplinks uplinks;
    private final Forwarder forwarder;
    private final NodeEvents events;
    private final Instant started;

    private RunningRealm(ManagementRealm realm, Realm wamp, WampSession session, GlobalRealm global, Ground ground) {
        this.realm = realm;
        this.wamp = wamp;
        this.session = session;
        this.started = ground.origin().clock().instant();
        this.presence = new Presence(ground.origin().clock());
        Outlet outlet = new Outlet(session, global.session());
        this.uplinks = new NodeUplinks(realm, session, ground.directory(), presence, outlet);
        this.forwarder = new Forwarder(session, presence, ground.timers(), ground.callTimeout());
        this.events = new NodeEvents(realm, session, ground.directory(), presence, outlet, ground.origin());
    }

    /** Puts a realm's procedures in place. */
    @FunctionalInterface
    public interface Services {

        CompletionStage<Void> serve(RunningRealm realm);
    }

    /** Makes the realm and everything on it. Nodes and people can join when the stage completes, and find all procedures there. */
    static CompletionStage<RunningRealm> start(
            ManagementRealm realm, GlobalRealm global, Ground ground, Services services) {
        Realm wamp = Realms.create(RealmOptions.of(realm.name()), ground.environment());
        return wamp.putRole(new RoleRules("owner", OwnerRights.permissions()))
                .thenCompose(owner -> wamp.putRole(new RoleRules("node", new NodeRights())))
                .thenCompose(node -> wamp.open("master", "trusted"))
                .thenApply(session -> new RunningRealm(realm, wamp, session, global, ground))
                .thenCompose(running -> running.uplinks
                        .begin()
                        .thenCompose(done -> running.events.begin())
                        .thenCompose(done -> services.serve(running))
                        .thenApply(done -> running));
    }

    /** Says goodbye to all sessions. */
    CompletionStage<Void> stop() {
        return wamp.close(ErrorUri.CLOSE_REALM).thenApply(detached -> null);
    }

    public ManagementRealm realm() {
        return realm;
    }

    Realm wamp() {
        return wamp;
    }

    /** The master's session, with the role {@code trusted}. */
    public WampSession session() {
        return session;
    }

    public Presence presence() {
        return presence;
    }

    public NodeUplinks uplinks() {
        return uplinks;
    }

    public Forwarder forwarder() {
        return forwarder;
    }

    public Instant started() {
        return started;
    }
}
