/** Secrets from a folder and from the environment. Their values leave this package only towards the wire. */
@NullMarked
package dev.weft.cli.secret;

import org.jspecify.annotations.NullMarked;
