/** From documents to desired state, for every command that takes {@code -f}. Start with {@link
 * dev.weft.cli.fleet.FleetSource}. */
@NullMarked
package dev.weft.cli.fleet;

import org.jspecify.annotations.NullMarked;
