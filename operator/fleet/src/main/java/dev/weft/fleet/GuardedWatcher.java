package dev.weft.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watcher that fails is logged, and no reason to stop keeping the fleet. A proxy, so that no method can be forgotten. */
final class GuardedWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRun.class);

    private GuardedWatcher() {}

    static FleetRun.Watcher of(FleetRun.Watcher watcher) {
        Class<?>[] type = {FleetRun.Watcher.class};
        return (FleetRun.Watcher) Proxy.newProxyInstance(type[0].getClassLoader(), type, (self, method, arguments) -> {
            try {
                return method.invoke(watcher, arguments);
            } catch (InvocationTargetException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    LOG.error("what the fleet loop did could not be told", cause);
                    return null;
                }
                throw failure.getCause();
            }
        });
    }
}
