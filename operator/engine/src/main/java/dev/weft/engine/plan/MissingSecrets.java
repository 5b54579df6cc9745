package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;

/** Asks for each secret that the actions would need: a missing one must be known before anything is stopped for it. */
final class MissingSecrets {

    private MissingSecrets() {}

    /** Adds an obstacle for each reference that the source does not have. */
    static void find(Draft draft) {
        for (Action action : draft.actions.values()) {
            DesiredObject wanted = draft.desired.objects().get(action.path());
            if (wanted != null && action.type() != ActionType.DELETE) {
                wanted.wanted().secrets().forEach((pointer, ref) -> {
                    if (draft.secrets.find(ref).isEmpty()) {
                        draft.obstacles.add(new Obstacle(
                                Obstacle.Cause.SECRET,
                                action.path(),
                                "needs the secret " + ref + ", which is missing",
                                draft.secrets.remedy(ref),
                                wanted.origins().at(pointer)));
                    }
                });
            }
        }
    }
}
