/**
 * Who the node is: {@code key.pub} and {@code key.priv}, made at the first start, and {@code key.activate}, which a master writes.
 * Start with {@link dev.weft.node.keys.NodeKey}.
 */
@NullMarked
package dev.weft.node.keys;

import org.jspecify.annotations.NullMarked;
