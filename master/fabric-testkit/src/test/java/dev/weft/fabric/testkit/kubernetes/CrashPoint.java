package dev.weft.fabric.testkit.kubernetes;

import dev.weft.controller.fabric.FabricConnector;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.SharedFabric;
import dev.weft.fleet.FabricPorts;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where an operator dies: right after its n-th write, to the API server or to the fabric. From then on nothing of it reaches either, and
 * it hears nothing of what that write did to the fabric; so for everybody else it is a process that was killed there.
 */
final class CrashPoint implements Interceptor {

    /** Nobody listens there. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private static final int ACCEPTED = 300;

    private final int lastWrite;
    private final List<String> writes = new ArrayList<>();
    private volatile boolean dead;

    private CrashPoint(int lastWrite) {
        this.lastWrite = lastWrite;
    }

    /** @param writes how many it makes, one at least */
    static CrashPoint after(int writes) {
        return new CrashPoint(writes);
    }

    static CrashPoint never() {
        return new CrashPoint(Integer.MAX_VALUE);
    }

    boolean isDead() {
        return dead;
    }

    /** What it wrote, in order, for people. */
    @Override
    public synchronized String toString() {
        return (dead ? "dead after " : "alive after ") + writes;
    }

    /** Counts a write that had its effect. */
    private synchronized void wrote(String what) {
        if (!dead) {
            writes.add(what);
            dead = writes.size() >= lastWrite;
        }
    }

    /** The API server, until it dies. */
    KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("crash", this))
                .build();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (dead) {
            builder.uri(NOWHERE);
        }
    }

    @Override
    public void after(
            HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<java.nio.ByteBuffer>> consumer) {
        if (!request.method().equals("GET") && response.code() < ACCEPTED) {
            wrote(request.method() + " " + request.uri().getPath());
        }
    }

    /** The fabric, until it dies. */
    FabricConnector connector(SharedFabric fabric) {
        return (target, secrets) -> connect(fabric, target, secrets);
    }

    private FabricConnector.Connection connect(SharedFabric fabric, FabricTarget target, SecretSource secrets) {
        fabric.connect(target.key().seedHex(), secrets);
        return new FabricConnector.Connection() {
            @Override
            public FabricPorts ports() {
                return new FabricPorts(fabric, command -> perform(fabric, command), fabric);
            }

            @Override
            public void close() {}
        };
    }

    /** One at a time: what was on its way when it died may have arrived or not, and here it has not. */
    private synchronized CompletionStage<Reply> perform(SharedFabric fabric, Command command) {
        if (dead) {
            return CompletableFuture.completedFuture(new Reply.NoAnswer("nobody is there"));
        }
        CompletionStage<Reply> reply = fabric.perform(command);
        wrote(command.getClass().getSimpleName() + " " + command.path());
        return dead ? CompletableFuture.completedFuture(new Reply.NoAnswer("nobody is there")) : reply;
    }
}
