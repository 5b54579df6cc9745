/**
 * Text on its way to a terminal or log: what others wrote cannot steer it. Start at {@link
 * dev.weft.cli.terminal.ControlCharacters}.
 */
@NullMarked
package dev.weft.cli.terminal;

import org.jspecify.annotations.NullMarked;
