package dev.weft.fabric.testkit.kubernetes;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.resource.WeftResource;
import dev.weft.fabric.testkit.WeftProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes to the resources of a namespace, whoever makes them, as they are seen. */
final class Writes implements AutoCloseable {

    private final KubernetesClient client;
    private final List<Watch> watches = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Runnable then = () -> {};

    private Writes(KubernetesClient client) {
        this.client = client;
    }

    static Writes follow(OperatorSite site, String namespace) {
        Writes writes = new Writes(site.client());
        writes.watch(namespace, ManagementRealm.class);
        writes.watch(namespace, FabricNode.class);
        writes.watch(namespace, NodeLayout.class);
        return writes;
    }

    /** Kills the operator at once after so many from now on. */
    void kill(WeftProcess operator, int writes) {
        then = () -> ProcessHandle.of(operator.pid()).ifPresent(ProcessHandle::destroyForcibly);
        left.set(writes);
    }

    private <R extends WeftResource> void watch(String namespace, Class<R> type) {
        watches.add(client.resources(type).inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, R resource) {
                if (left.decrementAndGet() == 0) {
                    then.run();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // The test fails by itself when it sees no writes any more.
            }
        }));
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        client.close();
    }
}
