/**
 * Procedures of the node's own realm: how one is written ({@link dev.weft.node.procedure.LocalProcedure}), and how the rows of the
 * procedure table become registrations. The procedures themselves are in {@code dev.weft.node.controller} and {@code
 * dev.weft.node.worker}; those that every process has are here.
 */
@NullMarked
package dev.weft.node.procedure;

import org.jspecify.annotations.NullMarked;
