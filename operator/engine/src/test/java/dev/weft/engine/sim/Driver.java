package dev.weft.engine.sim;

import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Execution;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Report;
import dev.weft.engine.apply.Request;
import dev.weft.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs an execution against a simulated fabric, with a clock that jumps and the replies in an order of the seed's choosing. */
public final class Driver {

    private final SimulatedFabric fabric;
    private final Random dice;
    private Fault fault = Fault.NONE;
    private long faultAt = Long.MAX_VALUE;
    private long calls;
    private long stopAt = Long.MAX_VALUE;
    private long points;
    private int mostInFlight;
    private long happenAt = Long.MAX_VALUE;
    private Runnable happens = () -> {};

    /** What goes wrong at one call. */
    public enum Fault {
        NONE,
        /** We die before the call has an effect. */
        CRASH_BEFORE,
        /** We die after its effect. */
        CRASH_AFTER,
        /** It has no effect, and no reply comes. */
        LOST_CALL,
        /** It has its effect, and the reply is lost. */
        LOST_REPLY
    }

    public Driver(SimulatedFabric fabric, long seed) {
        this.fabric = fabric;
        this.dice = new Random(seed);
    }

    /** At the n-th change (from 0) this goes wrong. */
    public Driver failing(Fault what, long at) {
        fault = what;
        faultAt = at;
        return this;
    }

    /** At the n-th point (from 0) it is told to stop; a point is before requests go out, and before a reply comes in. */
    public Driver stoppingAt(long point) {
        stopAt = point;
        return this;
    }

    /** Points at which it could have been told to stop. */
    public long points() {
        return points;
    }

    /** What happens to the fabric when the clock has come so far. */
    public Driver at(long time, Runnable happening) {
        happenAt = time;
        happens = happening;
        return this;
    }

    public long calls() {
        return calls;
    }

    public int mostInFlight() {
        return mostInFlight;
    }

    /** Runs to the end, or to the crash. */
    public Report run(Plan plan) {
        return run(plan, ExecutionOptions.of(fabric.capabilities()));
    }

    public Report run(Plan plan, ExecutionOptions options) {
        Execution execution = Execution.of(plan, options, dice);
        List<Request> inFlight = new ArrayList<>();
        long now = 0;
        for (int rounds = 0; rounds < 1_000_000; rounds++) {
            stopIfDue(execution);
            if (now >= happenAt) {
                happenAt = Long.MAX_VALUE;
                happens.run();
            }
            inFlight.addAll(execution.due(now));
            mostInFlight = Math.max(mostInFlight, inFlight.size());
            if (inFlight.isEmpty()) {
                if (execution.isFinished()) {
                    return execution.report();
                }
                now = Math.min(execution.wakeAt(), happenAt);
                continue;
            }
            Request request = inFlight.remove(dice.nextInt(inFlight.size()));
            stopIfDue(execution);
            boolean faulty = request instanceof Request.Invoke && calls++ == faultAt;
            if (faulty && fault == Fault.CRASH_BEFORE) {
                return execution.report();
            }
            Reply reply = faulty && fault == Fault.LOST_CALL ? lost() : answer(request);
            if (faulty && fault == Fault.CRASH_AFTER) {
                return execution.report();
            }
            execution.onReply(request.id(), faulty && fault == Fault.LOST_REPLY ? lost() : reply, now);
        }
        throw new IllegalStateException("does not end: " + execution.report());
    }

    private void stopIfDue(Execution execution) {
        if (points++ == stopAt) {
            execution.stop();
        }
    }

    private Reply answer(Request request) {
        if (request instanceof Request.Invoke invoke) {
            Command command = invoke.command();
            return fabric.performNow(command);
        }
        return fabric.observeNow(((Request.Observe) request).path());
    }

    private static Reply lost() {
        return new Reply.NoAnswer("no reply in time");
    }
}
