package dev.weft.client;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import org.jspecify.annotations.Nullable;

/** An event, as a subscriber gets it. */
public final class Event extends Arguments {

    private final String subscribed;
    private final Dict details;

    Event(String subscribed, Payload payload, Dict details) {
        super(payload);
        this.subscribed = subscribed;
        this.details = details;
    }

    /** The topic that it was published to, also where the subscription is for a pattern. */
    public String topic() {
        String topic = details.string("topic");
        return topic == null ? subscribed : topic;
    }

    /** The publisher's session id; null where it is not disclosed (WAMP, "Publisher Identification"). */
    public @Nullable Long publisher() {
        return details.integer("publisher");
    }

    /** The publisher's authid; null where it is not disclosed. */
    public @Nullable String publisherAuthid() {
        return details.string("publisher_authid");
    }

    /** The publisher's authrole; null where it is not disclosed. */
    public @Nullable String publisherAuthrole() {
        return details.string("publisher_authrole");
    }

    /** Details of EVENT. */
    public Dict details() {
        return details;
    }
}
