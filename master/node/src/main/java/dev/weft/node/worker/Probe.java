package dev.weft.node.worker;

import dev.weft.node.procedure.LocalCall;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.worker.RunningTransport.State;
import dev.weft.router.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Truth by effect: asks the running parts instead of the configuration. The request has one of these forms:
 *
 * <ul>
 *   <li>{@code {realm_id, role_id, action, uri}}: may the role do the action (call, register, publish, subscribe) on the uri?
 *   <li>{@code {transport_id}}: does something accept connections where the transport should listen?
 *   <li>{@code {realm_id}}: can a session join the realm?
 * </ul>
 *
 * For the worker's executor only.
 */
final class Probe {

    private static final int DIAL_MILLIS = 2000;

    private final RealmTable realms;
    private final RoleTable roles;
    private final TransportTable transports;
    private final Executor blocking;

    Probe(RealmTable realms, RoleTable roles, TransportTable transports, Executor blocking) {
        this.realms = realms;
        this.roles = roles;
        this.transports = transports;
        this.blocking = blocking;
    }

    /** {@code {ok, reason}}. */
    CompletionStage<Map<String, @Nullable Object>> ask(LocalCall call) {
        Map<String, @Nullable Object> request = call.arguments().dict("request");
        String transport = text(request, "transport_id");
        if (transport != null) {
            return listens(transports.require(transport));
        }
        String realm = text(request, "realm_id");
        if (realm == null) {
            throw Refusals.invalidArgument("request", "a dictionary with 'transport_id' or 'realm_id'", request);
        }
        String role = text(request, "role_id");
        return role == null ? joins(realm) : permits(realm, role, request);
    }

    private CompletionStage<Map<String, @Nullable Object>> permits(
            String realm, String role, Map<String, @Nullable Object> request) {
        String name = roles.require(realm, role).name();
        Action action = action(text(request, "action"));
        String uri = text(request, "uri");
        if (uri == null) {
            throw Refusals.invalidArgument("request.uri", "a uri", null);
        }
        return realms.require(realm)
                .realm()
                .permits(name, action, uri)
                .thenApply(allowed -> answer(
                        allowed,
                        "role '" + name + "' " + (allowed ? "may " : "may not ")
                                + action.name().toLowerCase(Locale.ROOT) + " '" + uri + "'"));
    }

    private CompletionStage<Map<String, @Nullable Object>> joins(String realm) {
        return realms.require(realm)
                .realm()
                .open("weft-probe", "trusted")
                .thenCompose(session -> session.close().thenApply(left -> answer(true, "joined")));
    }

    private CompletionStage<Map<String, @Nullable Object>> listens(RunningTransport transport) {
        var listening = transport.listening();
        if (listening == null || transport.state() != State.STARTED) {
            return CompletableFuture.completedFuture(
                    answer(false, "transport '" + transport.id() + "' is not started"));
        }
        int port = listening.port();
        return port == 0
                ? CompletableFuture.completedFuture(
                        answer(true, "listens at " + listening.address().text()))
                : CompletableFuture.supplyAsync(
                        () -> dial(host(listening.address().text()), port), blocking);
    }

    private static Map<String, @Nullable Object> dial(String host, int port) {
        try (Socket socket = new Socket()) {
            InetAddress address = InetAddress.getByName(host);
            socket.connect(
                    new InetSocketAddress(
                            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port),
                    DIAL_MILLIS);
            return answer(true, "accepts connections at " + host + ":" + port);
        } catch (IOException refused) {
            return answer(false, "no connection to " + host + ":" + port + ": " + refused.getMessage());
        }
    }

    /** Of {@code tcp:host:port}. */
    private static String host(String address) {
        return address.substring(address.indexOf(':') + 1, address.lastIndexOf(':'));
    }

    private static Action action(@Nullable String text) {
        for (Action action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(text)) {
                return action;
            }
        }
        throw Refusals.invalidArgument("request.action", "call, register, publish or subscribe", text);
    }

    private static @Nullable String text(Map<String, @Nullable Object> request, String key) {
        return request.get(key) instanceof String s ? s : null;
    }

    private static Map<String, @Nullable Object> answer(boolean ok, String reason) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("ok", ok);
        answer.put("reason", reason);
        return answer;
    }
}
