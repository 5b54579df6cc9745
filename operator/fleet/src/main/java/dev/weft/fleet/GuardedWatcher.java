package dev.weft.fleet;

import dev.weft.engine.apply.Report;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watcher that fails is logged, and no reason to stop keeping the fleet. */
record GuardedWatcher(FleetRun.Watcher watcher) implements FleetRun.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRun.class);

    @Override
    public void onPlanned(Plan plan, String cause) {
        guarded(() -> watcher.onPlanned(plan, cause));
    }

    @Override
    public void onFinished(Plan plan, Report report) {
        guarded(() -> watcher.onFinished(plan, report));
    }

    @Override
    public void onAssessed(NodeKey node, Plan plan) {
        guarded(() -> watcher.onAssessed(node, plan));
    }

    @Override
    public void onNode(NodeKey node, Completeness now) {
        guarded(() -> watcher.onNode(node, now));
    }

    @Override
    public void onReadFailed(String message) {
        guarded(() -> watcher.onReadFailed(message));
    }

    @Override
    public void onJoining(String mrealm) {
        guarded(() -> watcher.onJoining(mrealm));
    }

    @Override
    public void onFollowing(String mrealm) {
        guarded(() -> watcher.onFollowing(mrealm));
    }

    @Override
    public void onLost(String mrealm, String reason) {
        guarded(() -> watcher.onLost(mrealm, reason));
    }

    @Override
    public void onLeft(String mrealm) {
        guarded(() -> watcher.onLeft(mrealm));
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failure) {
            LOG.error("what the fleet loop did could not be told", failure);
        }
    }
}
