/**
 * Listening: {@link dev.weft.transport.server.WampServer} binds a {@link dev.weft.transport.server.ListenAddress} and speaks one
 * {@link dev.weft.transport.server.ServerProtocol} there. What happens to a connection is decided by the {@link
 * dev.weft.wamp.link.LinkAcceptor} of the protocol; this package knows no sessions and no realms.
 */
@NullMarked
package dev.weft.transport.server;

import org.jspecify.annotations.NullMarked;
