package dev.weft.node.worker;

import dev.weft.router.Bound;
import dev.weft.router.BoundListener;
import dev.weft.transport.Quiet;
import dev.weft.wamp.client.SessionDetails;
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
    public void onReached(Bound bound, SessionDetails session) {
        Quiet line = quiet.get(bound);
        if (line != null && line.mayLog()) {
            LOG.warn(
                    "realm {}: session {} with role {} has reached a bound: {}",
                    realm,
                    session.session(),
                    session.authrole(),
                    bound.text());
        }
    }
}
