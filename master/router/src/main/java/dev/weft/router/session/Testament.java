package dev.weft.router.session;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;

/** What is published when its session ends (WAMP, "Testament"). */
public record Testament(String topic, Payload payload, Dict options) {}
