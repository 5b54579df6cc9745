/**
 * Custom resource definitions from the records of {@code dev.weft.model.spec} and {@code dev.weft.config}: structural OpenAPI v3 schemas as
 * plain trees, their YAML, and whether a changed one still takes what the old one took. Which kinds there are is in
 * {@code dev.weft.crd.table}. No Kubernetes client. Start at {@link dev.weft.crd.schema.Definitions}; why the schemas are as they are is in
 * DESIGN.md beside this file.
 */
@NullMarked
package dev.weft.crd.schema;

import org.jspecify.annotations.NullMarked;
