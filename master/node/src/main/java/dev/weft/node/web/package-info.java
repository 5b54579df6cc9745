/**
 * What answers on the paths of a web transport: files, JSON, redirects, a page about the node, WAMP over WebSocket, and services
 * below a path. {@link dev.weft.node.web.ServiceFactory} makes them of their configuration.
 */
@NullMarked
package dev.weft.node.web;

import org.jspecify.annotations.NullMarked;
