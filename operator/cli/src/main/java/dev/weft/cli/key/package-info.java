/** Ed25519 keys in the key file format of Crossbar.io. Start with {@link dev.weft.cli.key.KeyFile}. */
@NullMarked
package dev.weft.cli.key;

import org.jspecify.annotations.NullMarked;
