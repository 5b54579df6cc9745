package dev.weft.wamp.client;

import dev.weft.wamp.client.WampSession.InvocationHandler;
import dev.weft.wamp.client.WampSession.Registration;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Yield;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The procedures that a session offers, and the calls of them that it works on. */
final class Registrations {

    private final Requests requests;
    private final HandlerFailures failures;
    private final Map<Long, Handle> registered = new ConcurrentHashMap<>();
    private final Map<Long, RunningInvocation> running = new ConcurrentHashMap<>();
    private final EndedStreams endedStreams = new EndedStreams();

    Registrations(Requests requests, HandlerFailures failures) {
        this.requests = requests;
        this.failures = failures;
    }

    CompletionStage<Registration> register(String procedure, Dict options, InvocationHandler handler) {
        CompletableFuture<Registration> future = new CompletableFuture<>();
        requests.send(
                id -> new Register(id, options, procedure),
                new PendingRequest<>(MessageType.REGISTER, future, answer -> add(procedure, handler, answer)));
        return future;
    }

    private Registration add(String procedure, InvocationHandler handler, Message answer) {
        Handle handle = new Handle(((Registered) answer).registration(), procedure, handler);
        registered.put(handle.id(), handle);
        return handle;
    }

    /** The router took the registration away. */
    void revoked(long id, String reason) {
        Handle handle = registered.remove(id);
        if (handle != null) {
            handle.revoked.complete(reason);
        }
    }

    void onInvocation(Invocation invocation) {
        RunningInvocation begun = running.get(invocation.request());
        if (begun != null) {
            begun.part(invocation);
        } else if (!endedStreams.has(invocation.request(), !invocation.details().flag(Options.PROGRESS))) {
            begin(invocation);
        }
    }

    private void begin(Invocation invocation) {
        Handle handle = registered.get(invocation.registration());
        if (handle == null) {
            requests.reply(error(
                    invocation.request(),
                    ApplicationError.of(ErrorUri.NO_SUCH_REGISTRATION, "the procedure was withdrawn")));
            return;
        }
        RunningInvocation context =
                new RunningInvocation(invocation, requests, (broken, failure) -> finish(handle, broken, null, failure));
        running.put(invocation.request(), context);
        CompletionStage<Payload> result;
        try {
            result = handle.handler().invoke(context);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        result.whenComplete((payload, failure) -> finish(handle, context, payload, failure));
    }

    void onInterrupt(Interrupt interrupt) {
        RunningInvocation context = running.get(interrupt.request());
        if (context != null) {
            String mode = interrupt.options().string(Options.MODE);
            context.cancel(mode == null ? "kill" : mode);
        }
    }

    /** The session is over: whoever still works learns that nobody waits. */
    void end() {
        registered.clear();
        for (RunningInvocation context : running.values()) {
            context.end();
        }
        running.clear();
    }

    private void finish(
            Handle handle, RunningInvocation context, @Nullable Payload payload, @Nullable Throwable failure) {
        long request = context.request();
        if (context.isStreaming()) {
            endedStreams.add(request);
        }
        if (!running.remove(request, context) || !context.finish()) {
            return;
        }
        if (failure == null) {
            answer(handle, request, payload == null ? Payload.empty() : payload);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApplicationError e) {
            requests.reply(error(request, e));
        } else {
            failures.handlerFailed("procedure " + handle.procedure(), cause);
            requests.reply(error(
                    request,
                    ApplicationError.of(ErrorUri.RUNTIME_ERROR, "the procedure failed: see the callee's log")));
        }
    }

    private void answer(Handle handle, long request, Payload payload) {
        try {
            requests.reply(new Yield(request, Passthru.mark(Dict.empty(), payload), payload));
        } catch (Unencodable e) {
            failures.handlerFailed("procedure " + handle.procedure(), e);
            requests.reply(error(request, ApplicationError.of(ErrorUri.RUNTIME_ERROR, e.getMessage())));
        }
    }

    private static ErrorMessage error(long request, ApplicationError error) {
        return new ErrorMessage(
                MessageType.INVOCATION,
                request,
                Passthru.mark(Dict.empty(), error.payload()),
                error.uri(),
                error.payload());
    }

    private final class Handle implements Registration {

        private final long id;
        private final String procedure;
        private final InvocationHandler handler;
        private final CompletableFuture<String> revoked = new CompletableFuture<>();

        Handle(long id, String procedure, InvocationHandler handler) {
            this.id = id;
            this.procedure = procedure;
            this.handler = handler;
        }

        @Override
        public long id() {
            return id;
        }

        String procedure() {
            return procedure;
        }

        InvocationHandler handler() {
            return handler;
        }

        @Override
        public CompletionStage<Void> unregister() {
            CompletableFuture<Void> future = new CompletableFuture<>();
            if (registered.remove(id, this)) {
                requests.send(
                        request -> new Unregister(request, id),
                        new PendingRequest<>(MessageType.UNREGISTER, future, answer -> null));
            } else {
                future.complete(null);
            }
            return future;
        }

        @Override
        public CompletionStage<String> revoked() {
            return revoked.copy();
        }
    }
}
