package dev.weft.engine.apply;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Bookkeeping;
import java.util.List;
import java.util.TreeMap;

/** The ownership record of a node after a run, from what became of each action. */
final class Ledger {

    private Ledger() {}

    static Inventory settled(Bookkeeping book, List<Task> tasks) {
        TreeMap<ObjectPath, Inventory.Entry> owned =
                new TreeMap<>(book.claimed().owned());
        book.settled().owned().forEach(owned::put);
        for (Task task : tasks) {
            if (task.action.isEmpty()) {
                continue;
            }
            if (task.stopsFirst() && task.step > 0) {
                owned.keySet()
                        .removeIf(path ->
                                path.isInside(task.path) && !book.settled().owns(path));
            }
            boolean deletes = task.action.get().type() == ActionType.DELETE;
            if (deletes && task.result == Outcome.Result.DONE) {
                owned.keySet().removeIf(path -> path.equals(task.path) || path.isInside(task.path));
            } else if (!deletes && task.result != Outcome.Result.DONE) {
                Inventory.Entry before = book.claimed().owned().get(task.path);
                if (before != null) {
                    owned.put(task.path, before);
                }
            }
        }
        return book.claimed().with(owned);
    }

    static Command.Own command(NodeKey node, Inventory inventory) {
        return new Command.Own(node, inventory);
    }
}
