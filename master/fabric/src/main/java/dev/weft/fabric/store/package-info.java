/**
 * What the master remembers over a restart: one SQLite file. What is acknowledged here is on the disk ({@code synchronous=FULL},
 * write-ahead log), and what must be unique is a constraint of the schema.
 *
 * <p>All statements run on the one thread that {@link dev.weft.fabric.store.Database} owns; several waiting changes share a commit.
 * The SQL keeps to what SQLite and PostgreSQL have in common. Start with {@link dev.weft.fabric.store.Database}; the schema is
 * {@code schema-*.sql} in the resources of this package. Rules about names and rights live in {@code dev.weft.fabric.control}.
 */
@NullMarked
package dev.weft.fabric.store;

import org.jspecify.annotations.NullMarked;
