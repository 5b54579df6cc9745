/** Talking to a fabric: the connection, one run of a plan, following a fleet, Ctrl-C. Start with {@link dev.weft.cli.run.FabricConnection}. */
@NullMarked
package dev.weft.cli.run;

import org.jspecify.annotations.NullMarked;
