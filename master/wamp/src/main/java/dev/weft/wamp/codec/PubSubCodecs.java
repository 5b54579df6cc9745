package dev.weft.wamp.codec;

import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Unsubscribed;

/** Publishing and subscribing (specification, "Publish and Subscribe"). */
final class PubSubCodecs {

    static final MessageCodec<Publish> PUBLISH = new MessageCodec<>(
            MessageType.PUBLISH,
            Publish.class,
            in -> new Publish(in.id(), in.dict(), in.uri(), in.payload()),
            (out, m) -> {
                out.begin(MessageType.PUBLISH, 3, m.payload());
                out.id(m.request());
                out.dict(m.options());
                out.string(m.topic());
                out.payload(m.payload());
            });

    static final MessageCodec<Published> PUBLISHED = new MessageCodec<>(
            MessageType.PUBLISHED, Published.class, in -> new Published(in.id(), in.id()), (out, m) -> {
                out.begin(MessageType.PUBLISHED, 2);
                out.id(m.request());
                out.id(m.publication());
            });

    static final MessageCodec<Subscribe> SUBSCRIBE = new MessageCodec<>(
            MessageType.SUBSCRIBE, Subscribe.class, in -> new Subscribe(in.id(), in.dict(), in.uri()), (out, m) -> {
                out.begin(MessageType.SUBSCRIBE, 3);
                out.id(m.request());
                out.dict(m.options());
                out.string(m.topic());
            });

    static final MessageCodec<Subscribed> SUBSCRIBED = new MessageCodec<>(
            MessageType.SUBSCRIBED, Subscribed.class, in -> new Subscribed(in.id(), in.id()), (out, m) -> {
                out.begin(MessageType.SUBSCRIBED, 2);
                out.id(m.request());
                out.id(m.subscription());
            });

    static final MessageCodec<Unsubscribe> UNSUBSCRIBE =
            new MessageCodec<>(MessageType.UNSUBSCRIBE, Unsubscribe.class, PubSubCodecs::unsubscribe, (out, m) -> {
                out.begin(MessageType.UNSUBSCRIBE, 2);
                out.id(m.request());
                out.id(m.subscription());
            });

    static final MessageCodec<Unsubscribed> UNSUBSCRIBED = new MessageCodec<>(
            MessageType.UNSUBSCRIBED,
            Unsubscribed.class,
            in -> new Unsubscribed(in.idOrZero(), in.optionalDict()),
            (out, m) -> {
                out.begin(MessageType.UNSUBSCRIBED, m.details().isEmpty() ? 1 : 2);
                out.id(m.request());
                if (!m.details().isEmpty()) {
                    out.dict(m.details());
                }
            });

    static final MessageCodec<Event> EVENT = new MessageCodec<>(
            MessageType.EVENT, Event.class, in -> new Event(in.id(), in.id(), in.dict(), in.payload()), (out, m) -> {
                out.begin(MessageType.EVENT, 3, m.payload());
                out.id(m.subscription());
                out.id(m.publication());
                out.dict(m.details());
                out.payload(m.payload());
            });

    private PubSubCodecs() {}

    private static Unsubscribe unsubscribe(MessageReader in) {
        Unsubscribe message = new Unsubscribe(in.id(), in.id());
        // Autobahn|Python may append options (forward_for).
        in.optionalDict();
        return message;
    }
}
