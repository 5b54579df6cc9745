/**
 * What a user writes: documents, where each line of them came from, and the records of their specs.
 *
 * <p>Lives here: {@link dev.weft.model.Document} and its {@link dev.weft.model.SourceMap}, the table of {@link
 * dev.weft.model.Kinds kinds}, label selectors, and one record per kind in {@code dev.weft.model.spec}. Does not live here: how
 * documents are parsed (sources-yaml, controller), what they mean together (engine, {@code desired}), and Crossbar.io's own
 * configuration blocks (master, {@code config}).
 *
 * <p>No I/O, no threads; every type is immutable. Start at {@link dev.weft.model.Document}.
 */
@NullMarked
package dev.weft.model;

import org.jspecify.annotations.NullMarked;
