package dev.weft.node.worker;

import dev.weft.router.Bound;
import dev.weft.router.BoundListener;
import dev.weft.transport.Quiet;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.error.Printable;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that sessions reach bounds of one realm: of each bound, one in ten seconds. */
final class BoundLog implements BoundListener {

    private static final Logger LOG = LoggerFactory.getLogger(BoundLog.class);

    private final String realm;
    private final Map<Bound, Quiet> quiet = new EnumMap<>(Bound.class);

    BoundLog(String realm) {
        this.realm = realm;
        for (Bound bound : Bound.values()) {
            quiet.put(bound, new Quiet());
        }
    }

    @Override
    public void onReached(Bound bound, SessionDetails session, String what) {
        Quiet line = quiet.get(bound);
        if (line != null && line.mayLog()) {
            LOG.warn(
                    "realm {}: session {} of {} with role {} has reached a bound: {}{}",
                    realm,
                    session.session(),
                    Printable.of(session.authid()),
                    session.authrole(),
                    bound.text(),
                    what.isEmpty() ? "" : ", with " + Printable.of(what));
        }
    }
}
