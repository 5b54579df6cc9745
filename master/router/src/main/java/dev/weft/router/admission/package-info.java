/**
 * From a new connection to a session in a realm: the router's side of the WAMP handshake, with its timeouts. Before a session joins,
 * everything about its link runs one step at a time on whichever thread brought the step; afterwards the realm's loop has it.
 *
 * <p>Start with {@link dev.weft.router.admission.Admission}.
 */
@NullMarked
package dev.weft.router.admission;

import org.jspecify.annotations.NullMarked;
