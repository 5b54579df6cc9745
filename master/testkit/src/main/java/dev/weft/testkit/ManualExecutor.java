package dev.weft.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A serial executor that runs nothing until the test says so, on the test's thread. */
public final class ManualExecutor implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    public synchronized int queued() {
        return tasks.size();
    }

    /** Runs one task. False where there is none. */
    public boolean runNext() {
        Runnable task = poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Runs until nothing is left, also what the tasks add. The number of tasks that ran. */
    public int runAll() {
        int ran = 0;
        while (runNext()) {
            ran++;
        }
        return ran;
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }
}
