package dev.weft.transport.channel;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Yield;

/**
 * What happens in place of a message that its receiver cannot take. One peer's small buffers must not end another's call without an
 * answer, and one peer's large messages must not end another's session.
 */
public final class Unsendable {

    private Unsendable() {}

    /** What is done instead. */
    public sealed interface Instead {}

    /** As if the peer had answered with this. */
    public record Answer(ErrorMessage error) implements Instead {}

    /** Sent to the peer in its place. */
    public record Replace(ErrorMessage error) implements Instead {}

    /** Nobody waits for it. */
    public record Drop() implements Instead {}

    /** The session cannot go on without it. */
    public record End() implements Instead {}

    public static Instead of(Message message, String uri, String text) {
        if (message instanceof Invocation m) {
            return new Answer(error(MessageType.INVOCATION, m.request(), uri, text));
        }
        if (message instanceof Call m) {
            return new Answer(error(MessageType.CALL, m.request(), uri, text));
        }
        if (message instanceof Publish m && m.options().flag("acknowledge")) {
            return new Answer(error(MessageType.PUBLISH, m.request(), uri, text));
        }
        if (message instanceof Result m) {
            return new Replace(error(MessageType.CALL, m.request(), uri, text));
        }
        if (message instanceof Yield m) {
            return new Replace(error(MessageType.INVOCATION, m.request(), uri, text));
        }
        if (message instanceof ErrorMessage m && !m.payload().isEmpty()) {
            return new Replace(
                    new ErrorMessage(m.requestType(), m.request(), Dict.empty(), m.error(), Payload.empty()));
        }
        if (message instanceof Event || message instanceof Publish) {
            return new Drop();
        }
        return new End();
    }

    private static ErrorMessage error(MessageType type, long request, String uri, String text) {
        ApplicationError error = ApplicationError.of(uri, text);
        return new ErrorMessage(type, request, Dict.empty(), error.uri(), error.payload());
    }
}
