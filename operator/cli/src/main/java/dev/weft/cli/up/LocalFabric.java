package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.context.ContextFile;
import dev.weft.cli.context.FabricTarget;
import dev.weft.cli.key.KeyFile;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.Interrupts;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.sources.yaml.FleetDocuments;
import dev.weft.wamp.error.ApplicationError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A master and nodes as child processes, which are started again when they end, and their convergence to the documents. Closed: nodes
 * first, then the master, and the context file is removed.
 */
public final class LocalFabric implements AutoCloseable {

    private static final long SECONDS_TO_START = 60;
    private static final String MASTER = "master";
    /** How long after a failure an interrupt may come that explains it. */
    private static final Duration AFTERWARDS = Duration.ofMillis(500);

    private final UpFolder folder;
    private final Surroundings around;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(LocalFabric::thread);
    private final List<KeptChild> nodes = new ArrayList<>();
    private final Interrupts interrupts;
    private final KeptChild.Keeping keeping;
    private @Nullable KeptChild master;

    /** @param interrupts the first one ends it */
    public LocalFabric(UpFolder folder, Surroundings around, Interrupts interrupts) {
        this.folder = folder;
        this.around = around;
        this.interrupts = interrupts;
        // A terminal's Ctrl-C ends the children as well.
        this.keeping = new KeptChild.Keeping(this::later, interrupts::isRaised, Clock.systemDefaultZone(), this::say);
    }

    /**
     * What is to be run.
     *
     * @param documents the folder that they are in
     * @param masterPort 0: any
     */
    public record Wish(Path documents, FleetDocuments fleet, int masterPort, Optional<Path> secrets) {}

    /** Starts everything, tells how it goes, and blocks until an interrupt. Returns the exit status. */
    public int run(Wish wish) throws InterruptedException {
        try {
            return bringUp(wish);
        } catch (CliFailure | ApplicationError failure) {
            // A terminal's Ctrl-C ends the children as well, maybe before it is heard here: nobody has to mend what
            // they do not answer then.
            interrupts.await(AFTERWARDS);
            if (interrupts.isRaised()) {
                return ExitStatus.INTERRUPTED;
            }
            throw failure;
        }
    }

    private int bringUp(Wish wish) throws InterruptedException {
        long began = System.nanoTime();
        folder.claim();
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        if (!Files.exists(folder.superuserKey())) {
            KeyFile.write(
                    folder.superuserKey(),
                    KeyFile.generate(),
                    KeyFile.Owner.user("superuser"),
                    now,
                    KeyFile.Existing.OVERWRITE);
        }
        LocalNodes local = LocalNodes.prepare(wish.fleet().documents(), folder, wish.documents(), now);
        Desired desired = wish.fleet().with(local.documents()).desired().orElseThrow();
        say("data in " + folder.shown());
        String url = startMaster(wish.masterPort());
        writeContext(url);
        startNodes(local, url);
        FabricTarget target = new FabricTarget(
                url,
                folder.superuserKey(),
                Optional.empty(),
                "weft up",
                "See " + folder.log(MASTER) + ", and type it again.");
        int status;
        String ready;
        try (FabricConnection connection = FabricConnection.open(target, wish.secrets(), around)) {
            status = new Convergence(connection, interrupts, this::say)
                    .run(desired, local.nodes().keySet());
            if (interrupts.isRaised()) {
                return status;
            }
            LiveState live = connection.live(desired);
            long tenths = (System.nanoTime() - began) / 100_000_000;
            ready = new UpText(wish.documents(), desired, folder.shown()).ready(status, tenths, live);
        }
        around.out().print(ready);
        around.out().flush();
        interrupts.await();
        return status;
    }

    private String startMaster(int port) {
        ChildProcess first =
                ChildProcess.start(master(port), folder.log(MASTER), keeping.errorsOf(MASTER, folder.log(MASTER)));
        String url;
        try {
            url = first.awaitReady(SECONDS_TO_START);
        } catch (CliFailure failure) {
            first.askToEnd();
            first.awaitEnd();
            throw CliFailure.of(
                    failure.text(),
                    failure.remedy()
                            + (port == 0
                                    ? ""
                                    : "\n  If port " + port + " is in use: --master-port with another, or 0 for any."));
        }
        // Nodes and later commands know it by this url: it has to come back at the same port.
        master = KeptChild.keep(first, master(URI.create(url).getPort()), keeping);
        say("master    " + url + " (process " + first.pid() + ")");
        return url;
    }

    private ChildProcess.Start master(int port) {
        Path publicKey = KeyFile.publicFile(folder.superuserKey());
        List<String> arguments = List.of(
                "master",
                "--data",
                folder.master().toString(),
                "--port",
                String.valueOf(port),
                "--superuser",
                publicKey.toString(),
                "--exit-with-parent");
        return new ChildProcess.Start(MASTER, arguments, Map.of(), "master listening on ");
    }

    private void startNodes(LocalNodes local, String url) {
        local.nodes().forEach((key, name) -> {
            List<String> arguments =
                    List.of("node", "--cbdir", folder.node(name).toString(), "--exit-with-parent");
            Map<String, String> environment = Map.of("CROSSBAR_FABRIC_URL", url, "CROSSBAR_NODE_ID", key.authid());
            String called = "node-" + name;
            KeptChild node = KeptChild.start(
                    new ChildProcess.Start(called, arguments, environment, "node "), folder.log(called), keeping);
            nodes.add(node);
            say("node      " + key + " (process " + node.pid() + ")");
        });
        for (NodeKey key : local.elsewhere()) {
            say("node      " + key + " is not started here: its document has a publicKey");
        }
    }

    private void writeContext(String url) {
        ContextFile context = new ContextFile(
                url, folder.superuserKey(), ProcessHandle.current().pid(), folder.root());
        try {
            context.write(folder.contextFile());
        } catch (IOException failure) {
            throw CliFailure.of(
                    "cannot write " + folder.contextFile() + ": " + failure.getMessage(), "Run it in another folder.");
        }
    }

    private synchronized void say(String line) {
        around.out().println(line);
        around.out().flush();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        KeptChild first = master;
        if (first != null) {
            say("ending");
            nodes.forEach(KeptChild::askToEnd);
            nodes.forEach(KeptChild::awaitEnd);
            first.askToEnd();
            first.awaitEnd();
            removeContext();
            say("ended; data is kept in " + folder.shown());
        }
        folder.close();
    }

    private void removeContext() {
        try {
            Path file = folder.contextFile();
            if (Files.exists(file)
                    && ContextFile.read(file).pid() == ProcessHandle.current().pid()) {
                Files.delete(file);
            }
        } catch (IOException | CliFailure stays) {
            say("could not remove " + folder.contextFile() + ": " + stays.getMessage());
        }
    }

    private void later(Duration pause, Runnable task) {
        try {
            ScheduledFuture<?> unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // Everything ends: nothing is started any more.
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "weft-up-timer");
        thread.setDaemon(true);
        return thread;
    }
}
