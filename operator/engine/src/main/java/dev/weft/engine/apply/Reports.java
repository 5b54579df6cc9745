package dev.weft.engine.apply;

import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.RolloutStatus;
import java.util.ArrayList;
import java.util.List;

/** Merges outcomes into one report: errors beat successes. */
final class Reports {

    private Reports() {}

    /** How it went, apart from the tasks. */
    record Circumstances(boolean late, List<RolloutStatus> rollouts) {}

    static Report of(Plan plan, List<Task> tasks, Circumstances around) {
        List<Outcome> outcomes = new ArrayList<>();
        boolean changed = false;
        boolean stuck = false;
        for (Task task : tasks) {
            changed |= task.action.isPresent() && task.touched;
            stuck |= task.action.isEmpty() && task.result == Outcome.Result.FAILED;
            task.action.ifPresent(
                    action -> outcomes.add(new Outcome(action, task.result, task.errorUri, task.message)));
        }
        int status = status(plan, outcomes, new Course(changed, stuck, around.late()));
        return new Report(outcomes, status, around.rollouts());
    }

    /** How it went, apart from the outcomes. */
    private record Course(boolean changed, boolean stuck, boolean late) {}

    private static int status(Plan plan, List<Outcome> outcomes, Course course) {
        if (plan.isRefused()) {
            return 5;
        }
        boolean pending = has(outcomes, Outcome.Result.PENDING);
        if (pending && course.late()) {
            return 8;
        }
        boolean failed = has(outcomes, Outcome.Result.FAILED)
                || has(outcomes, Outcome.Result.BLOCKED)
                || !plan.obstacles().isEmpty();
        if (failed || pending || course.stuck()) {
            return course.changed() ? 3 : 1;
        }
        if (has(outcomes, Outcome.Result.CONFLICT) || !plan.conflicts().isEmpty()) {
            return 4;
        }
        return plan.refusals().isEmpty() ? 0 : 5;
    }

    private static boolean has(List<Outcome> outcomes, Outcome.Result result) {
        return outcomes.stream().anyMatch(outcome -> outcome.result() == result);
    }
}
