/**
 * What the node was told to run: workers, realms, roles, transports, services, each with its configuration as given. {@link
 * dev.weft.node.layout.Layout} is an immutable tree, {@link dev.weft.node.layout.LayoutChange} its changes, {@link
 * dev.weft.node.layout.LayoutStore} keeps it on the disk.
 */
@NullMarked
package dev.weft.node.layout;

import org.jspecify.annotations.NullMarked;
