package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import dev.weft.cli.context.ContextFile;
import dev.weft.cli.context.FabricTarget;
import dev.weft.cli.key.KeyFile;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.Interrupts;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.NodeKey;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A master and nodes as child processes, and their convergence to the documents. Closed: nodes first, then the master, and the
 * context file is removed.
 */
public final class LocalFabric implements AutoCloseable {

    private static final long SECONDS_TO_START = 60;

    private final UpFolder folder;
    private final Surroundings around;
    private final List<ChildProcess> children = new ArrayList<>();
    private volatile boolean ending;

    public LocalFabric(UpFolder folder, Surroundings around) {
        this.folder = folder;
        this.around = around;
    }

    /**
     * What is to be run.
     *
     * @param documents the folder that they are in
     * @param masterPort 0: any
     */
    public record Wish(Path documents, FleetDocuments fleet, int masterPort, Optional<Path> secrets) {}

    /** Starts everything, tells how it goes, and blocks until an interrupt. Returns the exit status. */
    public int run(Wish wish, Interrupts interrupts) throws InterruptedException {
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
        LocalNodes nodes = LocalNodes.prepare(wish.fleet().documents(), folder, wish.documents(), now);
        Desired desired = wish.fleet().with(nodes.documents()).desired().orElseThrow();
        say("data in " + folder.shown());
        String url = startMaster(wish.masterPort());
        writeContext(url);
        startNodes(nodes, url);
        FabricTarget target = new FabricTarget(url, folder.superuserKey(), Optional.empty(), "weft up");
        int status;
        try (FabricConnection connection = FabricConnection.open(target, wish.secrets(), around)) {
            status = new Convergence(connection, interrupts, this::say)
                    .run(desired, nodes.nodes().keySet());
        }
        if (!interrupts.isRaised()) {
            long tenths = (System.nanoTime() - began) / 100_000_000;
            around.out().print(new UpText(wish.documents(), desired, folder.shown()).ready(status, tenths));
            around.out().flush();
            interrupts.await();
        }
        return status;
    }

    private String startMaster(int port) {
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
        ChildProcess master = start(new ChildProcess.Start("master", arguments, Map.of(), "master listening on "));
        String url;
        try {
            url = master.awaitReady(SECONDS_TO_START);
        } catch (CliFailure failure) {
            throw CliFailure.of(
                    failure.text(),
                    failure.remedy()
                            + (port == 0
                                    ? ""
                                    : "\n  If port " + port + " is in use: --master-port with another, or 0 for any."));
        }
        say("master    " + url);
        return url;
    }

    private void startNodes(LocalNodes nodes, String url) {
        nodes.nodes().forEach((key, name) -> {
            List<String> arguments =
                    List.of("node", "--cbdir", folder.node(name).toString(), "--exit-with-parent");
            Map<String, String> environment = Map.of("CROSSBAR_FABRIC_URL", url, "CROSSBAR_NODE_ID", key.authid());
            ChildProcess node = start(new ChildProcess.Start("node-" + name, arguments, environment, "node "));
            say("node      " + key + " (process " + node.pid() + ")");
        });
        for (NodeKey key : nodes.elsewhere()) {
            say("node      " + key + " is not started here: its document has a publicKey");
        }
    }

    private ChildProcess start(ChildProcess.Start start) {
        ChildProcess child = ChildProcess.start(start, folder.log(start.name()));
        children.add(child);
        CompletableFuture<Void> unused = child.ended().thenAccept(status -> {
            if (!ending) {
                say(start.name() + " ended with status " + status + "; its last lines:\n" + child.lastLines() + "\n  "
                        + child.log());
            }
        });
        return child;
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
        ending = true;
        if (!children.isEmpty()) {
            say("ending");
            List<ChildProcess> nodes = children.subList(1, children.size());
            nodes.forEach(ChildProcess::askToEnd);
            nodes.forEach(ChildProcess::awaitEnd);
            children.get(0).askToEnd();
            children.get(0).awaitEnd();
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
}
