package dev.weft.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that is killed in the middle of a stream of calls, as its clients see it. */
class MasterKillIT {

    private static final int ACKNOWLEDGEMENTS = 25;
    private static final int IN_FLIGHT = 8;

    @TempDir
    Path folder;

    private final SigningKey superuser = SigningKey.ofHex("07".repeat(32));
    private final Loops loops = Loops.create(1);
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void writeKey() throws IOException {
        Files.writeString(
                folder.resolve("superuser.pub"), "A key\n\npublic-key-ed25519: " + superuser.publicKeyHex() + "\n");
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        loops.close();
    }

    @Test
    void what_clients_were_told_is_still_true_after_the_master_was_killed_and_started_again() throws Exception {
        Process first = start();
        WampSession session = join(first);
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger counter = new AtomicInteger();
        for (int i = 0; i < IN_FLIGHT; i++) {
            createNext(session, counter, acknowledged);
        }
        Awaitility.await().until(() -> acknowledged.size() >= ACKNOWLEDGEMENTS);
        first.destroyForcibly().waitFor();
        assertThat(await(session.closed())).isNotNull();

        WampSession again = join(start());
        Object names = await(again.call(
                        "crossbarfabriccenter.mrealm.list_mrealms", Payload.ofKeywords(Map.of("return_names", true))))
                .argument(0);
        assertThat((List<?>) names).map(String::valueOf).containsAll(acknowledged);
    }

    private static void createNext(WampSession session, AtomicInteger counter, Queue<String> acknowledged) {
        String name = "plant" + counter.incrementAndGet();
        session.call("crossbarfabriccenter.mrealm.create_mrealm", Payload.of(Map.of("name", name)))
                .thenAccept(created -> {
                    acknowledged.add(name);
                    createNext(session, counter, acknowledged);
                });
    }

    private WampSession join(Process master) throws IOException {
        String url = master.inputReader().readLine().replace("master listening on ", "");
        return await(new WampClient(loops)
                .connect(ClientSettings.of(url, "com.crossbario.fabric", Serializers.cbor())
                        .withAuthenticators(List.of(new CryptosignClientAuthenticator(null, superuser)))));
    }

    private Process start() throws IOException {
        Process process = TestMain.start(
                "master",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--superuser",
                folder.resolve("superuser.pub").toString());
        processes.add(process);
        return process;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
