package dev.weft.wamp.codec;

import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Yield;

/** Remote procedure calls (specification, "Remote Procedure Calls"), and ERROR, which answers any request. */
final class RpcCodecs {

    static final MessageCodec<ErrorMessage> ERROR = new MessageCodec<>(
            MessageType.ERROR,
            ErrorMessage.class,
            in -> new ErrorMessage(in.requestType(), in.id(), in.dict(), in.uri(), in.payload()),
            (out, m) -> {
                out.begin(MessageType.ERROR, 4, m.payload());
                out.id(m.requestType().code());
                out.id(m.request());
                out.dict(m.details());
                out.string(m.error());
                out.payload(m.payload());
            });

    static final MessageCodec<Call> CALL = new MessageCodec<>(
            MessageType.CALL, Call.class, in -> new Call(in.id(), in.dict(), in.uri(), in.payload()), (out, m) -> {
                out.begin(MessageType.CALL, 3, m.payload());
                out.id(m.request());
                out.dict(m.options());
                out.string(m.procedure());
                out.payload(m.payload());
            });

    static final MessageCodec<Cancel> CANCEL =
            new MessageCodec<>(MessageType.CANCEL, Cancel.class, in -> new Cancel(in.id(), in.dict()), (out, m) -> {
                out.begin(MessageType.CANCEL, 2);
                out.id(m.request());
                out.dict(m.options());
            });

    static final MessageCodec<Result> RESULT = new MessageCodec<>(
            MessageType.RESULT, Result.class, in -> new Result(in.id(), in.dict(), in.payload()), (out, m) -> {
                out.begin(MessageType.RESULT, 2, m.payload());
                out.id(m.request());
                out.dict(m.details());
                out.payload(m.payload());
            });

    static final MessageCodec<Register> REGISTER = new MessageCodec<>(
            MessageType.REGISTER, Register.class, in -> new Register(in.id(), in.dict(), in.uri()), (out, m) -> {
                out.begin(MessageType.REGISTER, 3);
                out.id(m.request());
                out.dict(m.options());
                out.string(m.procedure());
            });

    static final MessageCodec<Registered> REGISTERED = new MessageCodec<>(
            MessageType.REGISTERED, Registered.class, in -> new Registered(in.id(), in.id()), (out, m) -> {
                out.begin(MessageType.REGISTERED, 2);
                out.id(m.request());
                out.id(m.registration());
            });

    static final MessageCodec<Unregister> UNREGISTER =
            new MessageCodec<>(MessageType.UNREGISTER, Unregister.class, RpcCodecs::unregister, (out, m) -> {
                out.begin(MessageType.UNREGISTER, 2);
                out.id(m.request());
                out.id(m.registration());
            });

    static final MessageCodec<Unregistered> UNREGISTERED = new MessageCodec<>(
            MessageType.UNREGISTERED,
            Unregistered.class,
            in -> new Unregistered(in.idOrZero(), in.optionalDict()),
            (out, m) -> {
                out.begin(MessageType.UNREGISTERED, m.details().isEmpty() ? 1 : 2);
                out.id(m.request());
                if (!m.details().isEmpty()) {
                    out.dict(m.details());
                }
            });

    static final MessageCodec<Invocation> INVOCATION = new MessageCodec<>(
            MessageType.INVOCATION,
            Invocation.class,
            in -> new Invocation(in.id(), in.id(), in.dict(), in.payload()),
            (out, m) -> {
                out.begin(MessageType.INVOCATION, 3, m.payload());
                out.id(m.request());
                out.id(m.registration());
                out.dict(m.details());
                out.payload(m.payload());
            });

    static final MessageCodec<Interrupt> INTERRUPT = new MessageCodec<>(
            MessageType.INTERRUPT, Interrupt.class, in -> new Interrupt(in.id(), in.dict()), (out, m) -> {
                out.begin(MessageType.INTERRUPT, 2);
                out.id(m.request());
                out.dict(m.options());
            });

    static final MessageCodec<Yield> YIELD = new MessageCodec<>(
            MessageType.YIELD, Yield.class, in -> new Yield(in.id(), in.dict(), in.payload()), (out, m) -> {
                out.begin(MessageType.YIELD, 2, m.payload());
                out.id(m.request());
                out.dict(m.options());
                out.payload(m.payload());
            });

    private RpcCodecs() {}

    private static Unregister unregister(MessageReader in) {
        Unregister message = new Unregister(in.id(), in.id());
        // Autobahn|Python may append options (forward_for).
        in.optionalDict();
        return message;
    }
}
