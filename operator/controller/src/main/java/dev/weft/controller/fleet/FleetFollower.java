package dev.weft.controller.fleet;

import dev.weft.controller.fabric.ClusterSecrets;
import dev.weft.controller.fabric.FabricConnector.Connection;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.fleet.Permission;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.secret.SecretSource;
import dev.weft.fleet.FleetRun;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connection and the loop on it; what the loop tells is passed on to the fleets' thread. Ends when it is closed, or breaks. */
final class FleetFollower {

    private final FleetContext context;
    private final FabricTarget target;
    private final Listener listener;
    private final Connection connection;
    private final FleetRun run;
    private Permission permission = Permission.EVERYTHING;
    private @Nullable Desired followed;
    private boolean closed;

    /** Told on the fleets' thread. */
    interface Listener {

        void onCompared(Desired desired, LiveState live, Plan plan, Optional<NodeKey> node);

        void onPlanned(Plan plan, String cause);

        void onFinished(Plan plan, Report report);

        /** How a layout stands, and its rollout. */
        void onLayout(LayoutStatus status);

        /** Nothing can be read, or nothing is heard any more; tried again by itself. */
        void onLost(String message);

        /** The loop broke. */
        void onBroken(String message);
    }

    private FleetFollower(FleetContext context, FleetKey key, FabricTarget target, Listener listener) {
        this.context = context;
        this.target = target;
        this.listener = listener;
        SecretSource secrets = new ClusterSecrets(context.cluster(), key.namespace());
        PlanOptions.Ownership whose = new PlanOptions.Ownership(target.installation(), OwnerTag.DEFAULT);
        FleetOptions options = context.settings().options();
        this.connection = context.connector().connect(target, secrets);
        this.run = FleetRun.start(
                connection.ports(), options.withPlan(options.plan().withOwnership(whose)), secrets, new Told());
    }

    static FleetFollower start(FleetContext context, FleetKey key, FabricTarget target, Listener listener) {
        FleetFollower follower = new FleetFollower(context, key, target, listener);
        follower.run.ended().whenComplete((ended, failure) -> {
            if (failure != null) {
                follower.pass(() -> listener.onBroken(String.valueOf(failure.getMessage())));
            }
        });
        return follower;
    }

    /** Whether a connection to that one would be another. */
    boolean serves(FabricTarget other) {
        return target.isReachedAs(other) && target.installation().equals(other.installation());
    }

    void permit(Permission now) {
        if (!now.equals(permission)) {
            permission = now;
            run.permit(now);
        }
    }

    /** @param again whether to read and plan everything although the documents are the same */
    @SuppressWarnings("ReferenceEquality") // another one that says the same is planned by itself
    void follow(Desired desired, Again again) {
        if (followed != desired || again == Again.YES) {
            followed = desired;
            run.onDesired(desired);
        }
    }

    /** Whether to plan what is planned already. */
    enum Again {
        YES,
        NO
    }

    /** No new calls; the connection is closed when those in flight are over, and then this completes. */
    CompletionStage<Void> close() {
        closed = true;
        return run.stop().handle((ended, failure) -> {
            connection.close();
            return null;
        });
    }

    private void pass(Runnable news) {
        context.thread().execute(() -> {
            if (!closed) {
                news.run();
            }
        });
    }

    private final class Told implements FleetRun.Watcher {

        private volatile boolean heard;

        @Override
        public void onPlanned(Plan plan, String cause) {
            pass(() -> listener.onPlanned(plan, cause));
        }

        @Override
        public void onFinished(Plan plan, Report report) {
            pass(() -> listener.onFinished(plan, report));
        }

        @Override
        public void onNode(NodeKey node, Completeness now) {
            // Every comparison tells where each node is.
        }

        @Override
        public void onCompared(Desired desired, LiveState live, Plan plan, Optional<NodeKey> node) {
            pass(() -> listener.onCompared(desired, live, plan, node));
        }

        @Override
        public void onLayout(LayoutStatus status) {
            pass(() -> listener.onLayout(status));
        }

        @Override
        public void onReadFailed(String message) {
            pass(() -> listener.onLost(message));
        }

        @Override
        public void onFollowing(String mrealm) {
            heard = true;
        }

        @Override
        public void onLost(String mrealm, String reason) {
            // Before the first time it is no loss: events of a realm can only be heard once it exists.
            if (heard) {
                heard = false;
                pass(() -> listener.onLost(reason));
            }
        }
    }
}
