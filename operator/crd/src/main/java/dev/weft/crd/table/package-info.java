/** What Kubernetes is told about each kind beyond its fields: one row per kind. Start at {@link dev.weft.crd.table.ResourceTable}. */
@NullMarked
package dev.weft.crd.table;

import org.jspecify.annotations.NullMarked;
