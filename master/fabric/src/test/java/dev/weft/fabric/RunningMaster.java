package dev.weft.fabric;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A master on a port of its own, with one superuser, and sessions to it. */
public final class RunningMaster implements AutoCloseable {

    public static final String GLOBAL = "com.crossbario.fabric";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SigningKey superuser = newKey();
    private final Loops loops = Loops.create(2);
    private final MasterSettings settings;
    private Master master;

    public static RunningMaster in(Path folder, Duration callTimeout) throws IOException {
        return new RunningMaster(folder, callTimeout);
    }

    private RunningMaster(Path folder, Duration callTimeout) throws IOException {
        Path keyFile = folder.resolve("superuser.pub");
        Files.writeString(keyFile, "A key\n\npublic-key-ed25519: " + superuser.publicKeyHex() + "\n");
        this.settings = MasterSettings.in(folder.resolve("data"))
                .listeningOn("127.0.0.1", 0)
                .withSuperusers(List.of(keyFile))
                .withCallTimeout(callTimeout);
        this.master = Master.start(settings);
    }

    public static SigningKey newKey() {
        return Keys.generate(count -> {
            byte[] bytes = new byte[count];
            RANDOM.nextBytes(bytes);
            return bytes;
        });
    }

    public Master master() {
        return master;
    }

    public Loops loops() {
        return loops;
    }

    /** Stops the master and starts it again on the same folder. */
    public void restart() {
        master.close();
        master = Master.start(settings);
    }

    /** A superuser's session, without an authid in HELLO. */
    public WampSession join(String realm) {
        return join(realm, superuser);
    }

    public WampSession join(@Nullable String realm, SigningKey key) {
        return await(connect(settings(realm, key)));
    }

    /** As the superuser, but signing with another key. */
    public WampSession joinWithWrongSignature(String realm) {
        SigningKey wrong = newKey();
        Dict claim = Dict.of("pubkey", superuser.publicKeyHex());
        return await(connect(settings(realm, superuser)
                .withAuthenticators(List.of(new CryptosignClientAuthenticator(null, wrong, claim)))));
    }

    public ClientSettings settings(@Nullable String realm, SigningKey key) {
        return ClientSettings.of(master.url().toString(), realm, Serializers.cbor())
                .withAuthenticators(List.of(new CryptosignClientAuthenticator(null, key)));
    }

    public CompletionStage<WampSession> connect(ClientSettings settings) {
        return new WampClient(loops).connect(settings);
    }

    public static @Nullable Object call(WampSession session, String procedure, @Nullable Object... arguments) {
        return await(session.call(procedure, Payload.of(arguments))).argument(0);
    }

    public static @Nullable Object callBy(WampSession session, String procedure, Map<String, ?> keywords) {
        return await(session.call(procedure, Payload.ofKeywords(keywords))).argument(0);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> dict(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    /** A realm with a node of it, which is connected. */
    public FakeNode pairedNode(WampSession global, String realm, String authid) {
        SigningKey key = newKey();
        Map<String, Object> node = dict(call(
                global,
                "crossbarfabriccenter.mrealm.pair_node",
                key.publicKeyHex(),
                realm,
                authid,
                Map.of("site", "A")));
        return FakeNode.connect(this, key, String.valueOf(node.get("oid")));
    }

    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Collects the events of a topic. */
    public static List<Heard> listen(WampSession session, String topic) {
        List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
        await(session.subscribe(
                topic,
                Dict.empty(),
                (payload, details) -> heard.add(
                        new Heard(new ArrayList<>(payload.arguments()), new LinkedHashMap<>(payload.keywords())))));
        return heard;
    }

    /** One event. */
    public record Heard(List<Object> arguments, Map<String, Object> keywords) {}

    @Override
    public void close() {
        master.close();
        loops.close();
    }
}
