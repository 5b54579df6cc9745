/**
 * Crossbar.io's configuration blocks, one record each: fields, defaults, bounds and rules, written once for node, master and
 * reconciler. Start at {@link dev.weft.config.NodeConfig}, a node's configuration file, which holds all the others; read any of them
 * with {@link dev.weft.config.schema.Blocks}. Ids and names are checked by {@link dev.weft.config.Ids}.
 */
@NullMarked
package dev.weft.config;

import org.jspecify.annotations.NullMarked;
