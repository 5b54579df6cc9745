/**
 * What is said about a resource, as a pure function of what is known about its fleet: no clock, no API server, no thread. Start at
 * {@link dev.weft.controller.status.FleetStatus}; how a status is written is in {@code dev.weft.controller.resource}.
 */
@NullMarked
package dev.weft.controller.status;

import org.jspecify.annotations.NullMarked;
