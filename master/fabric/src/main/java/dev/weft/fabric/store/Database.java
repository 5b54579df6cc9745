package dev.weft.fabric.store;

import dev.weft.fabric.MasterFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The database file of one master and the one thread that uses it. Changes are applied in the order they were asked for; those that
 * wait together share a commit, so that a burst costs few disk flushes. A change that fails leaves nothing behind and disturbs none
 * of the others.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MOST_PER_COMMIT = 256;

    private final FolderLock lock;
    private final Connection connection;
    private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>(100_000);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;

    private Database(FolderLock lock, Connection connection) {
        this.lock = lock;
        this.connection = connection;
        this.thread = new Thread(this::run, "weft-master-database");
    }

    /** What is done inside a transaction. Runs on the database's thread; whatever it throws undoes it. */
    @FunctionalInterface
    public interface Change<T> {
        T apply(Sql sql) throws SQLException;
    }

    /**
     * Opens the file {@code fabric.db} in this folder, and makes both where they are missing.
     *
     * @throws MasterFailure where another master uses the folder, or the file is damaged or from a newer version
     */
    public static Database open(Path folder) {
        FolderLock lock = FolderLock.take(folder);
        Path file = folder.resolve("fabric.db");
        boolean existed = Files.exists(file);
        Connection connection = null;
        try {
            NativeLibrary.load(folder);
            connection = connect(file);
            if (existed) {
                check(connection, file);
            }
            Migrations.run(connection, file);
            Database database = new Database(lock, connection);
            database.thread.start();
            return database;
        } catch (SQLException damaged) {
            closeQuietly(connection);
            lock.close();
            throw unusable(file, String.valueOf(damaged.getMessage()), damaged);
        } catch (RuntimeException failure) {
            closeQuietly(connection);
            lock.close();
            throw failure;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void check(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String first = result.next() ? result.getString(1) : "no answer";
            if (!"ok".equals(first)) {
                throw unusable(file, first, null);
            }
        }
        connection.commit();
    }

    private static MasterFailure unusable(Path file, String reason, @Nullable Throwable cause) {
        return new MasterFailure(
                "the database " + file + " is damaged or is none (" + reason
                        + "): restore it from a backup, or move it away to begin with an empty one",
                cause);
    }

    /** Applies the change. The stage completes when it is on the disk, on the database's thread. */
    public <T> CompletableFuture<T> write(Change<T> change) {
        return write(change, done -> {});
    }

    /**
     * Applies the change.
     *
     * @param committed called once the change is on the disk, on the database's thread, in the order of the changes and before the
     *     stage completes: the place to bring what is held in memory up to date
     */
    public <T> CompletableFuture<T> write(Change<T> change, Consumer<T> committed) {
        Pending<T> pending = new Pending<>(change, committed, new CompletableFuture<>());
        if (closing) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("the database is closed"));
        }
        if (!queue.offer(pending)) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("too many changes are waiting for the database"));
        }
        if (ended) {
            refuseTheRest();
        }
        return pending.result;
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_PER_COMMIT - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(connection);
            lock.close();
            ended = true;
            // Not empty only where an error, of the JVM for example, broke the thread.
            batch.forEach(Pending::refuse);
            refuseTheRest();
        }
    }

    private void refuseTheRest() {
        for (Pending<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.refuse();
        }
    }

    private void commit(List<Pending<?>> batch) {
        try {
            for (Pending<?> pending : batch) {
                pending.apply(connection);
            }
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            LOG.error("the database refused a commit: nothing of it was acknowledged", failure);
            rollback();
            batch.forEach(pending -> pending.result.completeExceptionally(failure));
            return;
        }
        batch.forEach(Pending::acknowledge);
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            LOG.error("the database refused a rollback", alsoFailed);
        }
    }

    /** Applies what was asked for before, then closes the file. */
    @Override
    public void close() {
        closing = true;
        try {
            // Wakes the thread, which ends when nothing is left to do.
            queue.put(new Pending<>(sql -> Boolean.TRUE, done -> {}, new CompletableFuture<>()));
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failure) {
            LOG.warn("closing the database: {}", failure.getMessage());
        }
    }

    /** One change that waits, and its outcome until the commit. */
    private static final class Pending<T> {

        private final Change<T> change;
        private final Consumer<T> committed;
        private final CompletableFuture<T> result;
        private @Nullable Runnable outcome;

        Pending(Change<T> change, Consumer<T> committed, CompletableFuture<T> result) {
            this.change = change;
            this.committed = committed;
            this.result = result;
        }

        void apply(Connection connection) throws SQLException {
            Savepoint before = connection.setSavepoint();
            try {
                T value = change.apply(new Sql(connection));
                outcome = () -> {
                    committed.accept(value);
                    result.complete(value);
                };
                connection.releaseSavepoint(before);
            } catch (SQLException | RuntimeException failure) {
                connection.rollback(before);
                outcome = () -> result.completeExceptionally(failure);
            }
        }

        void refuse() {
            result.completeExceptionally(new RejectedExecutionException("the database is closed"));
        }

        void acknowledge() {
            try {
                if (outcome != null) {
                    outcome.run();
                }
            } catch (RuntimeException failure) {
                LOG.error("a change was stored, but not taken over", failure);
                result.completeExceptionally(failure);
            }
        }
    }
}
