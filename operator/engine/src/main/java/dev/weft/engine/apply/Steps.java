package dev.weft.engine.apply;

import dev.weft.engine.diff.ObjectDiff;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that an action is made of, and whether one has reached its goal. */
final class Steps {

    private Steps() {}

    static List<Command> of(Action action) {
        ObjectPath path = action.path();
        Command.Start start = new Command.Start(path, action.config(), action.mark());
        return switch (action.type()) {
            case CREATE -> List.of(start);
            case ADOPT, UPDATE -> List.of(new Command.Update(path, action.config()));
            case RESTART, REPLACE -> List.of(new Command.Stop(path, Optional.of(start)), start);
            case DELETE -> List.of(new Command.Stop(path));
        };
    }

    /** Whether what is live is what the command wants. */
    static boolean isReached(Command command, LiveObject live) {
        if (command instanceof Command.Start start) {
            return live.status() != LiveObject.Status.FAILED && matches(start.path(), start.config(), live);
        }
        return command instanceof Command.Update update && matches(update.path(), update.config(), live);
    }

    private static boolean matches(ObjectPath path, Map<String, Object> wanted, LiveObject live) {
        ObjectKind kind = path.kind();
        if (kind == ObjectKind.NODE) {
            String key = String.valueOf(wanted.get("publicKey"));
            return live.config()
                    .map(config -> key.equals(config.get("publicKey")))
                    .orElse(true);
        }
        return live.config()
                .map(config -> ObjectDiff.matches(kind, wanted, config))
                .orElse(true);
    }
}
