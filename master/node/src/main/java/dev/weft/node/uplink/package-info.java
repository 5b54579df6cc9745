/**
 * The connection to the master: what is registered on the node's own realm is offered there too, what is published here is published
 * there, and heartbeats go up. Workers do not notice whether there is a master. Start with {@link dev.weft.node.uplink.Uplink}.
 */
@NullMarked
package dev.weft.node.uplink;

import org.jspecify.annotations.NullMarked;
