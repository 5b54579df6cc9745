package dev.weft.controller.source;

import dev.weft.crd.status.AppliedRevision;
import dev.weft.sources.git.state.Applied;
import dev.weft.sources.git.state.AppliedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a source's status remembers of what was applied. Whoever adds to it writes the status. */
final class StatusLog implements AppliedLog {

    private final List<Applied> applied = new ArrayList<>();

    /** @param from only what came from there counts */
    StatusLog(List<AppliedRevision> history, String from) {
        history.stream()
                .filter(each -> each.from().equals(from))
                .forEach(each -> applied.add(new Applied(
                        Instant.parse(each.time()), each.revision(), each.subject() == null ? "" : each.subject())));
    }

    @Override
    public List<Applied> history() {
        return List.copyOf(applied);
    }

    @Override
    public void add(Applied newest) {
        if (last().filter(known -> known.hash().equals(newest.hash())).isEmpty()) {
            applied.add(newest);
        }
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
