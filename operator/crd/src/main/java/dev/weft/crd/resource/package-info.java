/**
 * The custom resources as the API server has them: one small class per kind, the spec as a plain tree. What the tree means is read
 * where documents of files are read too ({@link dev.weft.crd.resource.ResourceDocuments}); schemas are in {@code dev.weft.crd.schema}.
 */
@NullMarked
package dev.weft.crd.resource;

import org.jspecify.annotations.NullMarked;
