/** A whole fabric on this machine: master and nodes as child processes. Start with {@link dev.weft.cli.up.LocalFabric}. */
@NullMarked
package dev.weft.cli.up;

import org.jspecify.annotations.NullMarked;
