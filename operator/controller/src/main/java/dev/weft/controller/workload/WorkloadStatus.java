package dev.weft.controller.workload;

import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/** What is said about the pod of a node. Pure. True: it runs; Unknown: it may take a moment; False: somebody has to do something. */
final class WorkloadStatus {

    private static final int LONGEST = 600;

    private final NodeIdentity node;

    WorkloadStatus(NodeIdentity node) {
        this.node = node;
    }

    static Condition condition(String status, String reason, String message) {
        String text = message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
        return new Condition(Condition.WORKLOAD_READY, status, null, null, reason, text);
    }

    /** @param pods those of the node, that of an earlier revision among them */
    Condition of(StatefulSet set, List<Pod> pods) {
        SetProgress progress = SetProgress.of(set);
        Optional<Pod> pod =
                pods.stream().filter(each -> podName().equals(name(each))).findFirst();
        Optional<Condition> trouble = pod.flatMap(this::trouble);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (progress.isAvailable()) {
            return condition(Condition.TRUE, "Running", "runs as pod " + podName());
        }
        if (progress.seen() && progress.ready()) {
            return condition(
                    Condition.UNKNOWN,
                    "Restarting",
                    "pod " + podName() + " is made anew, as what it is made of changed");
        }
        return pod.map(this::starting)
                .orElseGet(() -> condition(
                        Condition.UNKNOWN,
                        "PodMissing",
                        "StatefulSet " + node.name() + " has no pod yet. If none comes: kubectl -n " + node.namespace()
                                + " describe statefulset " + node.name()));
    }

    private Condition starting(Pod pod) {
        String since = pod.getMetadata().getCreationTimestamp();
        return condition(
                Condition.UNKNOWN,
                "Starting",
                "pod " + podName() + " is not ready" + (since == null ? "" : ", made " + since)
                        + ". If it takes long: kubectl -n " + node.namespace() + " logs " + podName());
    }

    private Optional<Condition> trouble(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return unscheduled(pod)
                .or(() -> pod.getStatus().getContainerStatuses().stream()
                        .flatMap(each -> waiting(each).stream())
                        .findFirst());
    }

    private Optional<Condition> unscheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(each -> "PodScheduled".equals(each.getType()) && "False".equals(each.getStatus()))
                .findFirst()
                .map(each -> condition(
                        Condition.FALSE,
                        "NotScheduled",
                        "pod " + podName() + " waits for a machine that may run it" + since(each) + ": "
                                + words(each.getMessage())));
    }

    private Optional<Condition> waiting(ContainerStatus container) {
        ContainerState state = container.getState();
        ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
        String why = waiting == null ? null : waiting.getReason();
        if (waiting == null || why == null) {
            return Optional.empty();
        }
        return switch (why) {
            case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
                Optional.of(condition(
                        Condition.FALSE,
                        "ImagePullFailed",
                        "image " + container.getImage() + " cannot be pulled: " + words(waiting.getMessage())
                                + ". Correct spec.workload.image, or name a Secret for the registry in"
                                + " spec.workload.imagePullSecrets"));
            case "CrashLoopBackOff" ->
                Optional.of(condition(
                        Condition.FALSE,
                        "CrashLooping",
                        "the node ends again and again, " + number(container.getRestartCount())
                                + " times so far: kubectl -n " + node.namespace() + " logs --previous " + podName()));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Optional.of(condition(
                        Condition.FALSE,
                        "ContainerNotMade",
                        "the container of pod " + podName() + " cannot be made: " + words(waiting.getMessage())));
            default -> Optional.empty();
        };
    }

    private String podName() {
        return node.name() + "-0";
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String since(PodCondition condition) {
        return condition.getLastTransitionTime() == null ? "" : " since " + condition.getLastTransitionTime();
    }

    private static String words(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "no reason is given" : message;
    }

    private static int number(@org.jspecify.annotations.Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
