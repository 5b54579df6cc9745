/** Which fabric a command talks to, and with which key. Start with {@link dev.weft.cli.context.FabricFinder}. */
@NullMarked
package dev.weft.cli.context;

import org.jspecify.annotations.NullMarked;
