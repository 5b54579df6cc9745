/** What two sets of documents want, compared without any fabric. Start at {@link dev.weft.engine.compare.Comparison}. */
@NullMarked
package dev.weft.engine.compare;

import org.jspecify.annotations.NullMarked;
