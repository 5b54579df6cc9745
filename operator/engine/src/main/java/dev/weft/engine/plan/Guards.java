package dev.weft.engine.plan;

import java.util.List;

/** Says no to plans that do more than was allowed. */
final class Guards {

    private Guards() {}

    static void check(Draft draft) {
        List<Action> actions = List.copyOf(draft.actions.values());
        if (draft.options.prune() && draft.desired.objects().isEmpty()) {
            draft.refusals.add(new Refusal(
                    "allow-empty", "there is no document at all, and --prune is given", Remedy.of("check the folder")));
        }
        long sessions = new Observed(draft.sessions, List.of(), draft.unmanaged, 0).sessionsHit();
        draft.options.maxDisruptedSessions().ifPresent(limit -> {
            if (sessions > limit) {
                long nodes = draft.sessions.keySet().stream()
                        .map(path -> path.node())
                        .distinct()
                        .count();
                draft.refusals.add(new Refusal(
                        "max-disrupted-sessions",
                        "would drop " + sessions + " sessions on " + nodes + (nodes == 1 ? " node" : " nodes")
                                + " (limit " + limit + ")",
                        Remedy.of("change less at a time")
                                .orOnCommandLine("allow it once with --max-disrupted-sessions " + sessions)));
            }
        });
        Disruption worst = actions.stream().map(Action::disruption).reduce(Disruption.NONE, Disruption::worse);
        if (worst.compareTo(draft.options.maxDisruption()) > 0) {
            draft.refusals.add(new Refusal(
                    "max-disruption",
                    "an action has class " + worst.word() + " (limit "
                            + draft.options.maxDisruption().word() + ")",
                    Remedy.of("change less at a time")));
        }
    }
}
