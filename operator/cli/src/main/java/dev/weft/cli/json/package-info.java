/** Plain trees (maps, lists, texts, numbers, booleans, null) to JSON text and back. */
@NullMarked
package dev.weft.cli.json;

import org.jspecify.annotations.NullMarked;
