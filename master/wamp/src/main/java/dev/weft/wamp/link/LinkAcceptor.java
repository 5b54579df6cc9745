package dev.weft.wamp.link;

/** Takes over new connections: called once per connection, before its first message. */
@FunctionalInterface
public interface LinkAcceptor {

    LinkHandler accept(Link link);
}
