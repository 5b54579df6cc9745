/**
 * A whole fabric on this machine, as tests need it: real processes, driven through the same command line as users have. Start with
 * {@link dev.weft.fabric.testkit.LocalFabric}. Test scope only; nothing of it is shipped.
 */
@NullMarked
package dev.weft.fabric.testkit;

import org.jspecify.annotations.NullMarked;
