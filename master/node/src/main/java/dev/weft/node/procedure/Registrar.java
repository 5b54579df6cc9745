package dev.weft.node.procedure;

import dev.weft.fabric.api.Procedure;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.client.WampSession.InvocationHandler;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes registrations of rows and procedures. A row without a procedure answers {@code crossbar.error.feature_unavailable}. */
public final class Registrar {

    private final String prefix;
    private final Map<String, LocalProcedure> procedures;
    private final Map<String, Procedure> rows = new TreeMap<>();

    /**
     * @param prefix {@code crossbar.} or that of a worker
     * @param procedures by the part of the uri after the prefix
     */
    public Registrar(String prefix, Map<String, LocalProcedure> procedures) {
        this.prefix = prefix;
        this.procedures = Map.copyOf(procedures);
    }

    /** Of two rows with the same local name the first counts. */
    public void add(Procedure row) {
        row.local().ifPresent(local -> rows.putIfAbsent(local, row));
    }

    /** Registers everything that was added. */
    public CompletionStage<Void> register(WampSession session) {
        CompletableFuture<?>[] all = rows.entrySet().stream()
                .map(e -> session.register(prefix + e.getKey(), Dict.empty(), handler(e.getKey(), e.getValue()))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    private InvocationHandler handler(String local, Procedure row) {
        LocalProcedure procedure = procedures.get(local);
        if (procedure == null) {
            return call -> CompletableFuture.failedFuture(row.unavailable());
        }
        return call -> procedure
                .call(new LocalCall(row.bindLocal(call.payload()), caller(call)))
                .thenApply(Registrar::payload);
    }

    private static Payload payload(@Nullable Object result) {
        return Payload.of(new @Nullable Object[] {result});
    }

    /** Who really calls, where a master passed the call on; else the caller on this realm. */
    private static @Nullable Long caller(InvocationContext call) {
        List<@Nullable Object> origins = call.details().list("forward_for");
        return origins != null
                        && !origins.isEmpty()
                        && origins.get(0) instanceof Map<?, ?> origin
                        && origin.get("session") instanceof Long session
                ? session
                : call.details().integer("caller");
    }
}
