package dev.weft.engine.fleet;

import dev.weft.engine.apply.ExecutionOptions.Limits;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The plans under way, and the requests in flight for all of them together. */
final class Runs {

    private final List<PlanRun> active = new ArrayList<>();
    private final Map<Long, PlanRun> inFlight = new HashMap<>();
    private long lastId;

    void add(PlanRun run) {
        active.add(run);
    }

    boolean isEmpty() {
        return active.isEmpty();
    }

    /** Whether a plan for everything is under way. */
    boolean hasWide() {
        return active.stream().anyMatch(run -> run.node.isEmpty());
    }

    void onReply(long id, Reply reply, long now) {
        PlanRun run = inFlight.remove(id);
        Long local = run == null ? null : run.ids.remove(id);
        if (run != null && local != null) {
            run.execution.onReply(local, reply, now);
        }
    }

    List<Effect> due(long now) {
        List<Effect> effects = new ArrayList<>();
        for (PlanRun run : active) {
            if (inFlight.size() >= Limits.DEFAULT.total()) {
                break;
            }
            for (Request request : run.execution.due(now)) {
                long id = ++lastId;
                inFlight.put(id, run);
                run.ids.put(id, request.id());
                effects.add(new Effect.Send(renamed(request, id)));
            }
        }
        return effects;
    }

    /** Takes out the plans that are over. */
    List<PlanRun> finished() {
        List<PlanRun> over = new ArrayList<>();
        for (Iterator<PlanRun> each = active.iterator(); each.hasNext(); ) {
            PlanRun run = each.next();
            if (run.execution.isFinished()) {
                each.remove();
                over.add(run);
            }
        }
        return over;
    }

    /** Whether none of them has anything left to do or to wait for. */
    boolean isOver() {
        return active.stream().allMatch(run -> run.execution.isFinished());
    }

    /** Ends those of nodes early: their documents are no longer the latest. */
    void supersede() {
        active.stream().filter(run -> run.node.isPresent()).forEach(run -> {
            run.superseded = true;
            run.execution.stop();
        });
    }

    void stop() {
        active.forEach(run -> run.execution.stop());
    }

    long wakeAt() {
        if (inFlight.size() >= Limits.DEFAULT.total()) {
            return Long.MAX_VALUE;
        }
        return active.stream().mapToLong(run -> run.execution.wakeAt()).min().orElse(Long.MAX_VALUE);
    }

    private static Request renamed(Request request, long id) {
        return request instanceof Request.Invoke invoke
                ? new Request.Invoke(id, invoke.command())
                : new Request.Observe(id, ((Request.Observe) request).path());
    }
}
