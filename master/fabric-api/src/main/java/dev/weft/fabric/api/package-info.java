/**
 * The contract between a fabric master, its nodes and their callers: every procedure and topic once, with arguments, results, errors
 * and older names. Start at {@link dev.weft.fabric.api.ProcedureTable} and {@link dev.weft.fabric.api.TopicTable}. No I/O and no
 * behaviour: what serves a row lives in the master and the node, what calls it in the gateway.
 */
@NullMarked
package dev.weft.fabric.api;

import org.jspecify.annotations.NullMarked;
