/**
 * The nodes as the master reaches them: calls that it passes on ({@code Forwarder}), the sessions of their uplinks ({@code
 * NodeUplinks}) and what they publish ({@code NodeEvents}). All of it runs on the thread of the management realm it belongs to.
 */
@NullMarked
package dev.weft.fabric.remote;

import org.jspecify.annotations.NullMarked;
