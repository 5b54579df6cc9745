/**
 * Finds by uri and by id: tables for exact, prefix and wildcard patterns whose cost per lookup depends on the uri and not on how
 * much they hold, and what it means for one pattern to cover another. Not safe for use by several threads.
 *
 * <p>Start with {@link dev.weft.router.matching.PatternTable}.
 */
@NullMarked
package dev.weft.router.matching;

import org.jspecify.annotations.NullMarked;
