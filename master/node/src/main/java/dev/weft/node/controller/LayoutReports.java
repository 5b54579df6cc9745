package dev.weft.node.controller;

import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.layout.LayoutChange;
import java.util.List;
import java.util.Optional;

/** What a worker's report means for the layout. */
final class LayoutReports {

    private LayoutReports() {}

    /** Empty for steps on the way: only what has begun or ended counts. */
    static Optional<LayoutChange> change(String worker, Report report) {
        List<String> ids = report.ids();
        if (report.phase() == Phase.STARTED || report.phase() == Phase.UPDATED) {
            return Optional.of(
                    switch (report.subject()) {
                        case ROUTER_REALM -> new LayoutChange.RealmStarted(worker, ids.get(0), report.config());
                        case ROUTER_REALM_ROLE ->
                            new LayoutChange.RolePut(worker, ids.get(0), ids.get(1), report.config());
                        case ROUTER_TRANSPORT -> new LayoutChange.TransportStarted(worker, ids.get(0), report.config());
                        case WEB_TRANSPORT_SERVICE ->
                            new LayoutChange.ServicePut(worker, ids.get(0), ids.get(1), report.config());
                    });
        }
        if (report.phase() == Phase.STOPPED) {
            return Optional.of(
                    switch (report.subject()) {
                        case ROUTER_REALM -> new LayoutChange.RealmStopped(worker, ids.get(0));
                        case ROUTER_REALM_ROLE -> new LayoutChange.RoleRemoved(worker, ids.get(0), ids.get(1));
                        case ROUTER_TRANSPORT -> new LayoutChange.TransportStopped(worker, ids.get(0));
                        case WEB_TRANSPORT_SERVICE -> new LayoutChange.ServiceRemoved(worker, ids.get(0), ids.get(1));
                    });
        }
        return Optional.empty();
    }
}
