/** Results to text for people and JSON for machines. Nothing here talks to a fabric or reads a file. Start with {@link dev.weft.cli.view.FindingsView}. */
@NullMarked
package dev.weft.cli.view;

import org.jspecify.annotations.NullMarked;
