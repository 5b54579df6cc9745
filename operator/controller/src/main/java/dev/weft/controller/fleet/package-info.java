/**
 * Fleets: the resources of a namespace that belong together, loaded as documents of files are, and kept so by the engine's loop.
 *
 * <p>Everything here lives on one thread, the fleets' thread; what comes from informers and from the loops' own threads is passed on
 * to it. Start at {@link dev.weft.controller.fleet.Fleets}. What is said about resources is worked out in {@code
 * dev.weft.controller.status}; this package never talks to the API server.
 */
@NullMarked
package dev.weft.controller.fleet;

import org.jspecify.annotations.NullMarked;
