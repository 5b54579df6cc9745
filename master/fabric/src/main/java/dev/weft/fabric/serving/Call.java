package dev.weft.fabric.serving;

import dev.weft.fabric.api.Arguments;
import dev.weft.fabric.control.Caller;

/**
 * A call of a procedure of the master.
 *
 * @param reach the realm that it came by, as far as that matters
 * @param arguments checked
 */
record Call(Reach reach, Arguments arguments, Caller caller) {}
