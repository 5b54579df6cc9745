package dev.weft.transport.http;

import dev.weft.wamp.link.CloseReason;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which service answers at which path: the longest route that the path starts with, at a border of segments; {@code /} matches all.
 * May be changed while servers use it; a change is in force for the next request.
 */
public final class Routes {

    private volatile TreeMap<String, HttpService> services = new TreeMap<>();
    private @Nullable CloseReason closed;

    /**
     * Sets the service of a route, replacing what was there. {@code ws}, {@code /ws} and {@code /ws/} are the same route. After {@link
     * #close} nothing is set.
     */
    public synchronized void put(String path, HttpService service) {
        if (closed != null) {
            service.onUnmounted(closed);
            return;
        }
        TreeMap<String, HttpService> copy = new TreeMap<>(services);
        HttpService before = copy.put(normal(path), service);
        services = copy;
        if (before != null && before != service) {
            before.onUnmounted(CloseReason.normal());
        }
    }

    /** True if there was such a route. */
    public synchronized boolean remove(String path) {
        TreeMap<String, HttpService> copy = new TreeMap<>(services);
        HttpService removed = copy.remove(normal(path));
        services = copy;
        if (removed != null) {
            removed.onUnmounted(CloseReason.normal());
        }
        return removed != null;
    }

    /** Removes all routes, because nothing listens any more. */
    public synchronized void close(CloseReason reason) {
        closed = reason;
        TreeMap<String, HttpService> before = services;
        services = new TreeMap<>();
        before.values().forEach(service -> service.onUnmounted(reason));
    }

    /** All routes, as {@code /} or {@code /path}. */
    public Set<String> paths() {
        return Set.copyOf(services.keySet());
    }

    /** The service for a decoded path that starts with {@code /}. */
    public Optional<Match> find(String path) {
        TreeMap<String, HttpService> table = services;
        String route = normal(path);
        while (true) {
            HttpService service = table.get(route);
            if (service != null) {
                return Optional.of(new Match(route, path.substring(route.length() == 1 ? 0 : route.length()), service));
            }
            if (route.length() == 1) {
                return Optional.empty();
            }
            route = route.substring(0, Math.max(1, route.lastIndexOf('/')));
        }
    }

    private static String normal(String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return rooted.length() > 1 && rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
    }

    /**
     * A route that fits.
     *
     * @param rest what of the path follows the route: {@code ""} or starts with {@code /}
     */
    public record Match(String route, String rest, HttpService service) {}
}
