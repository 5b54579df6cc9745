package dev.weft.router.broker;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Instant;

/** An event of the history of a subscription. */
public record PastEvent(long publication, String topic, Dict details, Payload payload, Instant at) {}
