package dev.weft.wamp.codec;

import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Welcome;

/** Opening and closing a session (specification, "Sessions"). */
final class SessionCodecs {

    static final MessageCodec<Hello> HELLO = new MessageCodec<>(
            MessageType.HELLO, Hello.class, in -> new Hello(in.stringOrNull(), in.dict()), (out, m) -> {
                out.begin(MessageType.HELLO, 2);
                out.string(m.realm());
                out.dict(m.details());
            });

    static final MessageCodec<Welcome> WELCOME =
            new MessageCodec<>(MessageType.WELCOME, Welcome.class, in -> new Welcome(in.id(), in.dict()), (out, m) -> {
                out.begin(MessageType.WELCOME, 2);
                out.id(m.session());
                out.dict(m.details());
            });

    static final MessageCodec<Abort> ABORT =
            new MessageCodec<>(MessageType.ABORT, Abort.class, SessionCodecs::abort, (out, m) -> {
                out.begin(MessageType.ABORT, 2);
                out.dict(m.details());
                out.string(m.reason());
            });

    static final MessageCodec<Challenge> CHALLENGE = new MessageCodec<>(
            MessageType.CHALLENGE, Challenge.class, in -> new Challenge(in.string(), in.dict()), (out, m) -> {
                out.begin(MessageType.CHALLENGE, 2);
                out.string(m.authmethod());
                out.dict(m.extra());
            });

    static final MessageCodec<Authenticate> AUTHENTICATE = new MessageCodec<>(
            MessageType.AUTHENTICATE, Authenticate.class, in -> new Authenticate(in.string(), in.dict()), (out, m) -> {
                out.begin(MessageType.AUTHENTICATE, 2);
                out.string(m.signature());
                out.dict(m.extra());
            });

    static final MessageCodec<Goodbye> GOODBYE = new MessageCodec<>(
            MessageType.GOODBYE, Goodbye.class, in -> new Goodbye(in.dict(), in.string()), (out, m) -> {
                out.begin(MessageType.GOODBYE, 2);
                out.dict(m.details());
                out.string(m.reason());
            });

    private SessionCodecs() {}

    private static Abort abort(MessageReader in) {
        Dict details = in.dict();
        String reason = in.string();
        // The specification lets arguments follow; nothing in them is for us.
        in.payload();
        return new Abort(details, reason);
    }
}
