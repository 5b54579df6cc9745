/** Canonical JSON: sorted keys, ASCII, the same bytes in every locale and on every JDK. */
@NullMarked
package dev.weft.engine.json;

import org.jspecify.annotations.NullMarked;
