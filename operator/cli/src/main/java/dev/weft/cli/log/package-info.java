/** What the processes of the command line log, and where to. */
@NullMarked
package dev.weft.cli.log;

import org.jspecify.annotations.NullMarked;
