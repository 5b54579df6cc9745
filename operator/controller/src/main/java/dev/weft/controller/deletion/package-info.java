/** What a deleted resource means: kept or removed, held or done. Pure. Start at {@link dev.weft.controller.deletion.DeletionRules}. */
@NullMarked
package dev.weft.controller.deletion;

import org.jspecify.annotations.NullMarked;
