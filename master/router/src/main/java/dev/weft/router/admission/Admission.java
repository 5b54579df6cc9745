package dev.weft.router.admission;

import dev.weft.router.Timers;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkHandler;
import java.util.List;

/** Leads new connections of one transport through the handshake into a realm. */
public final class Admission implements LinkAcceptor {

    private final RealmDirectory realms;
    private final List<Authenticator> authenticators;
    private final Timers timers;
    private final HandshakeTimeouts timeouts;

    /**
     * @param authenticators what the transport offers; of these, the first that HELLO names decides
     * @param timers for the handshake timeouts
     */
    public Admission(
            RealmDirectory realms, List<Authenticator> authenticators, Timers timers, HandshakeTimeouts timeouts) {
        this.realms = realms;
        this.authenticators = List.copyOf(authenticators);
        this.timers = timers;
        this.timeouts = timeouts;
    }

    @Override
    public LinkHandler accept(Link link) {
        Entrance entrance = new Entrance(link, realms, new HandshakeClock(timers, timeouts));
        entrance.begin(authenticators);
        return entrance;
    }
}
