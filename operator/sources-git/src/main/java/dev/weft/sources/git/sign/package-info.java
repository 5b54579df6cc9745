/**
 * Who signed a commit, and whether that counts: SSH signatures against a file of allowed signers, PGP signatures against a file of
 * public keys. Start with {@link dev.weft.sources.git.sign.CommitTrust}. Knows no repository: bytes in, a name or a failure out.
 */
@NullMarked
package dev.weft.sources.git.sign;

import org.jspecify.annotations.NullMarked;
