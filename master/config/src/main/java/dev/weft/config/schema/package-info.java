/**
 * How configuration blocks are described, read, checked and compared. A block is a record; what is known about a field stands as
 * annotations on its component. Start at {@link dev.weft.config.schema.Blocks}; the reflected form is
 * {@link dev.weft.config.schema.BlockSchema}. The blocks themselves live in the neighbouring packages.
 *
 * <p>Trees are plain Java: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code Double},
 * {@code Boolean} and null. Everything here is pure and may be used from any thread.
 */
@NullMarked
package dev.weft.config.schema;

import org.jspecify.annotations.NullMarked;
