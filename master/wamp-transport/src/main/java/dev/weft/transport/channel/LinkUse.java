package dev.weft.transport.channel;

import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.serializer.Serializer;

/** What a link is for. */
public sealed interface LinkUse {

    /** Carries WAMP messages to who takes the link over. */
    record Wamp(Serializer serializer, LinkAcceptor acceptor) implements LinkUse {}

    /** Sends back what comes, so that the frames can be tested by themselves. */
    record Echo() implements LinkUse {}
}
