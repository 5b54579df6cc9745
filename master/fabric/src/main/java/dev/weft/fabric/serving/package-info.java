/**
 * The API as the master answers it: each row of the procedure table becomes a registration on every realm where the row is served.
 * Rows about nodes are passed on, rows of the master have one handler each, which does not know the realm it is served on; a row
 * that is not built says so. Start with {@link dev.weft.fabric.serving.ProcedureServer}.
 */
@NullMarked
package dev.weft.fabric.serving;

import org.jspecify.annotations.NullMarked;
